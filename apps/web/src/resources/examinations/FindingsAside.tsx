import type { ExaminedDocument } from '@hengji/contracts';
import { Box, Link, Typography } from '@mui/material';
import { useT, type Translate } from '../../i18n/useT.js';
import { examinations } from '../../i18n/zh/pages/examinations.js';
import { severities, type Numbered } from './examination.js';

export const findingId = (number: number) => `finding-${number}`;
export const unreadId = 'unread-places';

/** 第 48 行, 自评表 C5, 第 3 页. */
export function placeText(t: Translate, location: ExaminedDocument['findings'][number]['location']): string {
  if (location === null) return t('examinations.whole');
  if ('line' in location) return t('examinations.line', { line: location.line });
  return 'page' in location ? t('examinations.page', { page: location.page }) : t('examinations.cell', { sheet: location.sheet, cell: location.cell });
}

const ways = examinations.examinations.way;

function isWay(code: string): code is keyof typeof ways {
  return Object.hasOwn(ways, code);
}

/** A newer server may know of more ways than this page. */
function wayText(t: Translate, code: string): string {
  return isWay(code) ? t(`examinations.way.${code}`) : code;
}

const colours = { error: 'error.main', warning: 'warning.main', note: 'info.main' } as const;

type FindingsAsideProps = { readonly document: ExaminedDocument; readonly found: readonly Numbered[]; readonly onPlace: (place: number) => void };

/** What was found, most serious first; each leads to its place in the document. */
export function FindingsAside({ document, found, onPlace }: FindingsAsideProps) {
  const t = useT();
  const unread = [...new Set(document.document.unread.map(({ reason }) => reason))];
  return (
    <Box>
      {found.length === 0 ? <Typography sx={{ mb: 2 }}>{t(unread.length === 0 ? 'examinations.nothingFound' : 'examinations.nothingFoundInRead')}</Typography> : null}
      {severities.map((severity) => {
        const own = found.filter(({ finding }) => finding.severity === severity);
        if (own.length === 0) return null;
        return (
          <Box key={severity} sx={{ mb: 2 }}>
            <Typography variant="h3" sx={{ color: colours[severity], mb: 0.5 }}>
              {t(`examinations.severity.${severity}`, { count: own.length })}
            </Typography>
            <Box component="ol" sx={{ listStyle: 'none', p: 0, m: 0 }}>
              {own.map(({ finding, number, place }) => (
                <Box
                  component="li"
                  key={number}
                  id={findingId(number)}
                  tabIndex={-1}
                  sx={{ borderLeft: 4, borderColor: colours[severity], pl: 1.5, py: 0.5, my: 1, scrollMarginTop: 96, scrollMarginBottom: 96, '&:focus': { outline: '3px solid', outlineColor: 'primary.main', outlineOffset: 2 } }}
                >
                  <Typography variant="body2" sx={{ fontWeight: 600 }}>
                    <Box component="span" sx={{ color: colours[severity], mr: 1 }}>
                      {finding.rule}
                    </Box>
                    {place === null ? (
                      placeText(t, finding.location)
                    ) : (
                      <Link component="button" type="button" onClick={() => onPlace(place)} sx={{ font: 'inherit', minHeight: 24 }}>
                        {placeText(t, finding.location)}
                      </Link>
                    )}
                  </Typography>
                  <Typography variant="body2">{finding.message}</Typography>
                  {finding.proposal === null ? null : (
                    <Typography variant="body2" sx={{ fontWeight: 600 }}>
                      {t('examinations.proposal', { text: finding.proposal })}
                    </Typography>
                  )}
                </Box>
              ))}
            </Box>
          </Box>
        );
      })}
      {document.reconciled.length === 0 ? null : (
        <Box sx={{ mb: 2 }}>
          <Typography variant="h3">{t('examinations.origin')}</Typography>
          <Box component="ul" sx={{ pl: 2.5, my: 0.5 }}>
            {document.reconciled.map(({ way, total }) => (
              <Typography component="li" variant="body2" key={way}>
                {t('examinations.reached', { total, way: wayText(t, way) })}
              </Typography>
            ))}
          </Box>
        </Box>
      )}
      {unread.length === 0 ? null : (
        <Box sx={{ mb: 2 }}>
          <Typography variant="h3" id={unreadId} tabIndex={-1} sx={{ scrollMarginTop: 96, '&:focus': { outline: '3px solid', outlineColor: 'primary.main', outlineOffset: 2 } }}>
            {t('examinations.unread')}
          </Typography>
          <Box component="ul" sx={{ pl: 2.5, my: 0.5 }}>
            {unread.map((reason) => (
              <Typography component="li" variant="body2" key={reason}>
                {t('examinations.unreadAt', { places: document.document.unread.filter((one) => one.reason === reason).map(({ location }) => placeText(t, location)).join(t('app.listSeparator')), reason })}
              </Typography>
            ))}
          </Box>
        </Box>
      )}
    </Box>
  );
}
