import { Box, Button, Stack } from '@mui/material';
import { useListContext } from 'react-admin';
import { ChoiceInput } from '../forms/FormField.js';
import type { Choice } from '../forms/spec.js';
import { useT } from '../i18n/useT.js';
import { SearchInput } from './SearchInput.js';

export type Filter = { readonly name: string; readonly label: string; readonly choices: readonly Choice[] };

type FilterBarProps = { readonly filters: readonly Filter[]; /** Name and label of the text search, where the list has one. */ readonly search?: { readonly name: string; readonly label: string } };

/** Filters of a list, kept in the page's address so that a filtered list can be passed on. */
export function FilterBar({ filters, search }: FilterBarProps) {
  const t = useT();
  const { filterValues, setFilters, total } = useListContext();
  const valueOf = (name: string): string => {
    const value: unknown = filterValues[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  const set = (name: string, value: string) => {
    const { [name]: _, ...others } = filterValues;
    setFilters(value === '' ? others : { ...others, [name]: value });
  };
  const active = Object.keys(filterValues).length > 0;
  return (
    <Box role="search" aria-label={t('app.filters')} className="no-print" sx={{ mb: 1.5 }}>
      <Stack direction="row" spacing={1.5} useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
        {search === undefined ? null : <SearchInput label={search.label} value={valueOf(search.name)} onSearch={(text) => set(search.name, text)} />}
        {filters.map((filter) => (
          <Box key={filter.name} sx={{ width: 132 }}>
            <ChoiceInput id={`filter-${filter.name}`} label={filter.label} value={valueOf(filter.name)} choices={filter.choices} blank={t('app.all')} onChange={(value) => set(filter.name, value)} />
          </Box>
        ))}
        {active ? <Button onClick={() => setFilters({})}>{t('app.clear')}</Button> : null}
        {total === undefined ? null : (
          <Box component="span" role="status" sx={{ color: 'text.secondary', ml: 'auto' }}>
            {t('app.total', { count: total })}
          </Box>
        )}
      </Stack>
    </Box>
  );
}
