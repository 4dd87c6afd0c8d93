import type { EvaluationRecord } from '@hengji/contracts';
import { Link } from '@mui/material';
import { ButtonLink } from '../../components/ButtonLink.js';
import { Facts } from '../../components/Facts.js';
import { Panel } from '../../components/Panel.js';
import { formatDay } from '../../format/format.js';
import { useT } from '../../i18n/useT.js';
import { SecrecyText } from '../reviews/SecrecyText.js';

/** Accounts, secrecy review and publication; shown from the phase on in which they matter. */
export function ReleasePanel({ record }: { readonly record: EvaluationRecord }) {
  const t = useT();
  const { accounts, secrecy, publication } = record;
  const late = record.phase === 'rectification' || record.phase === 'publication' || record.phase === 'resultUse' || record.phase === 'closed';
  if (!late && accounts === null && publication === null) return null;
  return (
    <Panel
      title={t('evaluation.publication')}
      actions={
        record.phase === 'publication' ? (
          <ButtonLink to={`/evaluations/${record.id}/publication`} size="small">
            {t('app.open')}
          </ButtonLink>
        ) : record.phase === 'resultUse' || record.phase === 'closed' ? (
          <ButtonLink to={`/evaluations/${record.id}/result-use`} size="small">
            {t('evaluation.resultUse')}
          </ButtonLink>
        ) : null
      }
    >
      <Facts
        minWidth={240}
        items={[
          { label: t('publication.accounts'), value: accounts === null ? t('evaluation.noAccounts') : t('evaluation.accounts', { date: accounts.approvedOn, documentNo: accounts.documentNo }) },
          { label: t('publication.secrecy'), value: <SecrecyText secrecy={secrecy} /> },
          ...(publication === null
            ? []
            : [
                {
                  label: t('publication.publish'),
                  value: (
                    <>
                      {t('evaluation.published', { date: formatDay(publication.publishedAt) })}{' '}
                      <Link href={publication.url} target="_blank" rel="noreferrer">
                        {t('evaluation.viewPublished')}
                      </Link>
                      {publication.corrections === 0 ? '' : ` · ${t('evaluation.corrections', { count: publication.corrections })}`}
                    </>
                  ),
                },
              ]),
        ]}
      />
    </Panel>
  );
}
