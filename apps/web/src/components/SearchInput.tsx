import { TextField } from '@mui/material';
import { useEffect, useRef, useState, type CompositionEvent } from 'react';

type SearchInputProps = { readonly label: string; readonly value: string; readonly onSearch: (text: string) => void; /** How long typing may pause before it is searched for. */ readonly delayMs?: number };

/** A search box that waits until an input method has made its characters: half-typed pinyin is never searched for. */
export function SearchInput({ label, value, onSearch, delayMs = 350 }: SearchInputProps) {
  const [text, setText] = useState(value);
  const composing = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const latest = useRef(onSearch);
  useEffect(() => {
    latest.current = onSearch;
  }, [onSearch]);
  useEffect(() => () => clearTimeout(timer.current), []);
  // Cleared from outside (filters reset): follow, unless somebody is typing here.
  useEffect(() => {
    if (!composing.current && value === '') setText('');
  }, [value]);

  const search = (next: string, delay: number) => {
    clearTimeout(timer.current);
    if (composing.current) return;
    timer.current = setTimeout(() => latest.current(next.trim()), delay);
  };
  return (
    <TextField
      label={label}
      type="search"
      value={text}
      fullWidth={false}
      sx={{ width: 220 }}
      onChange={(event) => {
        setText(event.target.value);
        search(event.target.value, delayMs);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) search(text, 0);
      }}
      slotProps={{
        htmlInput: {
          maxLength: 100,
          enterKeyHint: 'search',
          onCompositionStart: () => {
            composing.current = true;
            clearTimeout(timer.current);
          },
          onCompositionEnd: (event: CompositionEvent<HTMLInputElement>) => {
            composing.current = false;
            search(event.currentTarget.value, delayMs);
          },
        },
      }}
    />
  );
}
