import type { TemplateCheckRecord } from '@hengji/contracts';
import { Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { Panel } from '../../components/Panel.js';
import { useT, type Translate } from '../../i18n/useT.js';
import { ruleText } from './templateText.js';

type Checked = NonNullable<TemplateCheckRecord['template']>;
type Change = Checked['changes'][number];

function valueText(t: Translate, { part }: Change, value: string | null): string {
  if (value === null) return t('templates.nothing');
  if (part === 'symbol' && value === 'qualitative') return t('templates.qualitative');
  if (part === 'notApplicable' && (value === 'rebase' || value === 'full')) return t(`templates.notApplicable.${value}`);
  return value;
}

/** What was and what is; nothing where there is nothing to set side by side. */
function sides(t: Translate, change: Change): readonly [string, string] {
  if (change.kind === 'rule') return [ruleText(t, change.ruleBefore).join('\n'), ruleText(t, change.ruleAfter).join('\n')];
  if (change.kind === 'row' || change.kind === 'level') return [valueText(t, change, change.before), valueText(t, change, change.after)];
  return ['', ''];
}

/** Differences of two versions, what was beside what is. */
export function ChangesTable({ changes }: Pick<Checked, 'changes'>) {
  const t = useT();
  return (
    <Table size="small">
      <TableHead>
        <TableRow>
          <TableCell>{t('templates.place')}</TableCell>
          <TableCell>{t('templates.part')}</TableCell>
          <TableCell>{t('templates.before')}</TableCell>
          <TableCell>{t('templates.after')}</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {changes.map((change) => {
          const [before, after] = sides(t, change);
          return (
            <TableRow key={`${change.kind} ${change.name ?? ''} ${change.part ?? ''}`} sx={{ '& td': { verticalAlign: 'top', whiteSpace: 'pre-line' } }}>
              <TableCell>{change.name ?? t('templates.whole')}</TableCell>
              <TableCell sx={{ whiteSpace: 'nowrap' }}>{t(change.kind === 'row' || change.kind === 'whole' ? `templates.change.${change.part ?? 'name'}` : `templates.change.${change.kind}`)}</TableCell>
              <TableCell>{before}</TableCell>
              <TableCell>{after}</TableCell>
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}

/** Everything in which a file differs from the newest version of its template. */
export function ChangesPanel({ base, changes }: Pick<Checked, 'base' | 'changes'>) {
  const t = useT();
  if (base === null) return <Typography sx={{ mb: 2 }}>{t('templates.newTemplate')}</Typography>;
  return (
    <Panel title={t('templates.comparedWith', { version: base.version })} dense>
      {changes.length === 0 ? <Typography sx={{ px: 2 }}>{t('templates.unchanged')}</Typography> : <ChangesTable changes={changes} />}
    </Panel>
  );
}
