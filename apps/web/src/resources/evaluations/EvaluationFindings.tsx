import type { Ability, EvaluationRecord } from '@hengji/contracts';
import { Button, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { useState } from 'react';
import { usePermissions } from 'react-admin';
import { PageLink } from '../../components/ButtonLink.js';
import { Panel } from '../../components/Panel.js';
import { StatusTag } from '../../components/StatusTag.js';
import { useT } from '../../i18n/useT.js';
import { RaiseFindingDialog } from '../findings/RaiseFindingDialog.js';
import { toneOfFinding } from '../findings/looks.js';

/** The findings of this year, and raising one more where the reader may. */
export function EvaluationFindings({ record }: { readonly record: EvaluationRecord }) {
  const t = useT();
  const { permissions } = usePermissions<Ability>();
  const [raising, setRaising] = useState(false);
  const mayRaise = permissions?.can('raise', 'Finding') === true && (record.status === 'open' || record.status === 'suspended');
  return (
    <Panel
      title={t('review.findings')}
      dense
      actions={
        mayRaise ? (
          <Button size="small" variant="outlined" onClick={() => setRaising(true)}>
            {t('findings.raise')}
          </Button>
        ) : null
      }
    >
      {record.findings.length === 0 ? (
        <Typography color="text.secondary" sx={{ px: 2, pb: 2 }}>
          {t('review.noFindings')}
        </Typography>
      ) : (
        <Table size="small">
          <TableHead>
            <TableRow>
              <TableCell>{t('findings.number')}</TableCell>
              <TableCell>{t('findings.type')}</TableCell>
              <TableCell>{t('findings.description')}</TableCell>
              <TableCell>{t('findings.status')}</TableCell>
              <TableCell>{t('findings.due')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {record.findings.map((finding) => (
              <TableRow key={finding.id}>
                <TableCell>
                  <PageLink to={`/findings/${finding.id}`}>{finding.number}</PageLink>
                </TableCell>
                <TableCell>{t(`process.findingType.${finding.findingType}`)}</TableCell>
                <TableCell>{finding.description}</TableCell>
                <TableCell>
                  <StatusTag tone={toneOfFinding(finding)}>{t(`process.findingStatus.${finding.status}`)}</StatusTag>
                </TableCell>
                <TableCell>{finding.dueOn ?? '–'}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
      {raising ? <RaiseFindingDialog record={record} onClose={() => setRaising(false)} /> : null}
    </Panel>
  );
}
