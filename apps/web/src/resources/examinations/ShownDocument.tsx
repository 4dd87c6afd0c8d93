import type { ExaminedDocument } from '@hengji/contracts';
import { Box } from '@mui/material';
import { memo } from 'react';
import { pieces, type Numbered } from './examination.js';

export const placeId = (place: number) => `place-${place}`;

type MarkedTextProps = { readonly text: string; readonly found: readonly Numbered[]; readonly label: (one: Numbered) => string; readonly onFinding: (number: number) => void };

/** What stands at one place, the words that findings speak of marked, and a way to each finding behind it. */
function MarkedText({ text, found, label, onFinding }: MarkedTextProps) {
  if (found.length === 0) return text;
  return (
    <>
      {pieces(text, found.flatMap(({ finding }) => finding.actual ?? [])).map((piece, index) => (piece.marked ? <mark key={index}>{piece.text}</mark> : piece.text))}
      {found.map((one) => (
        <button key={one.number} type="button" className={`ref ${one.finding.severity}`} aria-label={label(one)} onClick={() => onFinding(one.number)}>
          {one.finding.rule}
        </button>
      ))}
    </>
  );
}

/** Plain elements with one style for all: a report has thousands of cells. */
const look = {
  bgcolor: 'background.paper',
  border: 1,
  borderColor: 'divider',
  borderRadius: 1,
  p: 2,
  overflowX: 'auto',
  fontSize: '0.875rem',
  '& p': { my: 0.75, whiteSpace: 'pre-line', overflowWrap: 'anywhere' },
  '& table': { borderCollapse: 'collapse', my: 1.5 },
  '& td': { border: '1px solid', borderColor: 'divider', p: '4px 6px', verticalAlign: 'top', whiteSpace: 'pre-line', minWidth: 28 },
  '& .marked': { borderLeft: '4px solid', pl: 1, scrollMarginTop: 96, scrollMarginBottom: 96 },
  '& .error.marked': { borderLeftColor: 'error.main' },
  '& .warning.marked': { borderLeftColor: 'warning.main' },
  '& .note.marked': { borderLeftColor: 'info.main' },
  '& .marked:focus': { outline: '3px solid', outlineColor: 'primary.main', outlineOffset: 2 },
  '& mark': { backgroundColor: '#fbe3a6', color: 'inherit', px: '1px' },
  '& .ref': { ml: 0.5, minWidth: 28, minHeight: 24, border: '1px solid', borderRadius: 0.5, background: 'none', font: 'inherit', fontSize: '0.75rem', fontWeight: 600, cursor: 'pointer' },
  '& .ref.error': { color: 'error.main' },
  '& .ref.warning': { color: 'warning.main' },
  '& .ref.note': { color: 'info.main' },
} as const;

type ShownDocumentProps = { readonly shown: ExaminedDocument['shown']; readonly title: string; readonly found: readonly Numbered[]; readonly label: (one: Numbered) => string; readonly onFinding: (number: number) => void };

/** The document itself, with marks at what was found. Anybody may have written it, so it is text and nothing else. */
export const ShownDocument = memo(function ShownDocument({ shown, title, found, label, onFinding }: ShownDocumentProps) {
  const at = new Map<number, Numbered[]>();
  for (const one of found) if (one.place !== null) at.set(one.place, [...(at.get(one.place) ?? []), one]);
  const marks = (place: number) => {
    const [first] = at.get(place) ?? [];
    return first === undefined ? {} : { id: placeId(place), tabIndex: -1, className: `marked ${first.finding.severity}` };
  };
  const content = (place: number, text: string) => <MarkedText text={text} found={at.get(place) ?? []} label={label} onFinding={onFinding} />;
  return (
    <Box component="section" aria-label={title} lang="zh-CN" translate="no" sx={look}>
      {shown.blocks.map((block, index) =>
        block.kind === 'line' ? (
          <p key={block.place} {...marks(block.place)}>
            {content(block.place, block.text)}
          </p>
        ) : (
          <table key={block.rows[0]?.[0]?.place ?? `table ${index}`}>
            <tbody>
              {block.rows.map((row, at) => (
                <tr key={row[0]?.place ?? `row ${at}`}>
                  {row.map((cell) => (
                    <td key={cell.place} rowSpan={cell.rows} colSpan={cell.columns} {...marks(cell.place)}>
                      {content(cell.place, cell.text)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        ),
      )}
    </Box>
  );
});
