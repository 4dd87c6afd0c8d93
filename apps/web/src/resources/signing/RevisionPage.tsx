import { Box, Collapse, Button, Typography } from '@mui/material';
import { useState } from 'react';
import { useParams } from 'react-router';
import { ButtonLink } from '../../components/ButtonLink.js';
import { Facts } from '../../components/Facts.js';
import { HashText } from '../../components/HashText.js';
import { Page } from '../../components/Page.js';
import { Panel } from '../../components/Panel.js';
import { QueryView } from '../../components/QueryView.js';
import { formatMoment } from '../../format/format.js';
import { inLanguage } from '../../i18n/inLanguage.js';
import { useEnglish } from '../../i18n/useEnglish.js';
import { useT } from '../../i18n/useT.js';
import { words } from '../../i18n/words.js';
import { useApiQuery } from '../../providers/useApi.js';
import { rehearsalOf } from '../evaluations/rehearsalOf.js';
import { useEvaluation, useIdOfPage } from '../evaluations/useEvaluation.js';
import { RevisionView } from './RevisionView.js';
import { SignatureList } from './SignatureList.js';

/** One frozen version: the report, its hash, its signatures and the very text that was hashed. */
export default function RevisionPage() {
  const t = useT();
  const id = useIdOfPage();
  const number = Number(useParams()['number']);
  const english = useEnglish();
  const { stage, duty } = words(t);
  const [raw, setRaw] = useState(false);
  const evaluation = useEvaluation(id);
  const query = useApiQuery(['evaluations', id, 'revisions', number], (api) => api.getRevision(id, number));
  return (
    <QueryView query={evaluation} page>
      {(record) => (
        <QueryView query={query} page>
          {(revision) => (
            <Page
              title={`${t('revision.title', { number })} – ${t('evaluation.title', { unit: record.unit.name, year: record.year })}`}
              lead={stage(revision.phase, revision.checkpoint)}
              rehearsal={rehearsalOf(record)}
              actions={
                <ButtonLink to={`/evaluations/${id}`} variant="outlined" color="secondary">
                  {t('section.backToEvaluation')}
                </ButtonLink>
              }
            >
              <Panel title={t('revision.signatures')}>
                <Facts
                  minWidth={260}
                  items={[
                    { label: t('revision.hash'), value: <HashText hash={revision.hash} /> },
                    { label: t('evaluations.phase'), value: t('revision.created', { time: formatMoment(revision.createdAt) }) },
                  ]}
                />
                <Box sx={{ mt: 1 }}>
                  <SignatureList
                    items={revision.signatures.map((one) => {
                      const slot = record.signatures.find((candidate) => candidate.slot === one.slot);
                      return {
                        key: `${one.slot}-${one.signedAt}`,
                        slot: slot === undefined ? duty(one.slot) : inLanguage(slot, english),
                        person: one.person.name,
                        onBehalfOf: one.onBehalfOf?.name ?? null,
                        acting: one.acting,
                        appointed: null,
                        signedAt: formatMoment(one.signedAt),
                        open: false,
                        minutesNo: one.minutesNo,
                        voided: one.void,
                      };
                    })}
                  />
                </Box>
              </Panel>
              <Panel title={t('sign.report')}>
                <RevisionView revision={revision} />
                <Button size="small" sx={{ mt: 1 }} aria-expanded={raw} onClick={() => setRaw(!raw)}>
                  {t('revision.canonical')}
                </Button>
                <Collapse in={raw}>
                  <Typography component="pre" variant="body2" sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', maxHeight: 400, overflow: 'auto' }} tabIndex={0}>
                    {revision.canonical}
                  </Typography>
                </Collapse>
              </Panel>
            </Page>
          )}
        </QueryView>
      )}
    </QueryView>
  );
}
