import type { Ability, PersonRecord } from '@hengji/contracts';
import { Box, Button, Pagination, Paper, Stack, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { useState } from 'react';
import { usePermissions } from 'react-admin';
import { Page } from '../../components/Page.js';
import { QueryView } from '../../components/QueryView.js';
import { SearchInput } from '../../components/SearchInput.js';
import { StatusTag } from '../../components/StatusTag.js';
import { ChoiceInput } from '../../forms/FormField.js';
import { useT } from '../../i18n/useT.js';
import { words } from '../../i18n/words.js';
import { useApiQuery } from '../../providers/useApi.js';
import { CreatePersonDialog, EndPostDialog, GivePostDialog } from './PeopleDialogs.js';

type Asked = { readonly kind: 'create' } | { readonly kind: 'give'; readonly person: PersonRecord } | { readonly kind: 'end'; readonly person: PersonRecord; readonly holding: PersonRecord['holdings'][number] };

const perPage = 25;

/** People of the county and the duties they hold, from when until when. */
export default function PeoplePage() {
  const t = useT();
  const { duty } = words(t);
  const { permissions } = usePermissions<Ability>();
  const manages = permissions?.can('manage', 'Person') === true;
  const [q, setQ] = useState('');
  const [unit, setUnit] = useState('');
  const [page, setPage] = useState(1);
  const [asked, setAsked] = useState<Asked | null>(null);
  const units = useApiQuery(['units'], (api) => api.listUnits());
  const people = useApiQuery(['people', q, unit, page], (api) => api.listPeople({ ...(q === '' ? {} : { q }), ...(unit === '' ? {} : { unit }), page, perPage }));
  return (
    <Page
      title={t('people.title')}
      actions={
        manages ? (
          <Button variant="contained" onClick={() => setAsked({ kind: 'create' })}>
            {t('people.create')}
          </Button>
        ) : null
      }
    >
      <Stack direction="row" spacing={1.5} useFlexGap role="search" sx={{ flexWrap: 'wrap', mb: 1.5 }}>
        <SearchInput
          label={t('people.search')}
          value={q}
          onSearch={(text) => {
            setQ(text);
            setPage(1);
          }}
        />
        <Box sx={{ width: 240 }}>
          <ChoiceInput
            id="people-unit"
            label={t('people.unit')}
            value={unit}
            blank={t('app.all')}
            choices={(units.data?.data ?? []).map((one) => ({ value: one.id, label: one.name }))}
            onChange={(next) => {
              setUnit(next);
              setPage(1);
            }}
          />
        </Box>
      </Stack>
      <QueryView query={people}>
        {({ data, total }) => (
          <Paper variant="outlined" sx={{ overflowX: 'auto' }}>
            <Table size="small">
              <TableHead>
                <TableRow>
                  <TableCell>{t('people.name')}</TableCell>
                  <TableCell>{t('people.username')}</TableCell>
                  <TableCell>{t('people.mail')}</TableCell>
                  <TableCell>{t('people.posts')}</TableCell>
                  <TableCell>{t('people.status')}</TableCell>
                  {manages ? <TableCell align="right">{t('evaluation.actions')}</TableCell> : null}
                </TableRow>
              </TableHead>
              <TableBody>
                {data.map((person) => (
                  <TableRow key={person.id}>
                    <TableCell sx={{ fontWeight: 500 }}>{person.name}</TableCell>
                    <TableCell>{person.username}</TableCell>
                    <TableCell>{person.mailAddress ?? t('people.noMail')}</TableCell>
                    <TableCell>
                      {person.holdings.length === 0 ? t('people.noPosts') : null}
                      {person.holdings.map((holding) => (
                        <Stack key={holding.id} direction="row" spacing={1} sx={{ alignItems: 'center' }}>
                          <Typography variant="body2" color={holding.endsOn === null ? 'text.primary' : 'text.secondary'}>
                            {`${holding.unit.name} · ${duty(holding.duty)} · ${holding.endsOn === null ? t('people.since', { date: holding.startsOn }) : t('people.until', { from: holding.startsOn, to: holding.endsOn })}`}
                          </Typography>
                          {manages && holding.endsOn === null ? (
                            <Button size="small" onClick={() => setAsked({ kind: 'end', person, holding })} aria-label={`${t('people.end')} ${person.name} ${duty(holding.duty)}`}>
                              {t('people.end')}
                            </Button>
                          ) : null}
                        </Stack>
                      ))}
                    </TableCell>
                    <TableCell>
                      <StatusTag tone={person.active ? 'done' : 'quiet'}>{t(person.active ? 'people.active' : 'people.inactive')}</StatusTag>
                    </TableCell>
                    {manages ? (
                      <TableCell align="right">
                        <Button size="small" onClick={() => setAsked({ kind: 'give', person })} aria-label={`${t('people.give')} ${person.name}`}>
                          {t('people.give')}
                        </Button>
                      </TableCell>
                    ) : null}
                  </TableRow>
                ))}
              </TableBody>
            </Table>
            {total === 0 ? <Typography sx={{ p: 3 }}>{t('people.empty')}</Typography> : null}
            {total > perPage ? <Pagination sx={{ p: 1.5 }} page={page} count={Math.ceil(total / perPage)} onChange={(_, next) => setPage(next)} getItemAriaLabel={(type, number) => (type === 'page' ? t('ra.navigation.page', { page: number ?? 0 }) : t(type === 'next' ? 'ra.navigation.next' : 'ra.navigation.previous'))} /> : null}
          </Paper>
        )}
      </QueryView>
      {asked?.kind === 'create' ? <CreatePersonDialog onClose={() => setAsked(null)} /> : null}
      {asked?.kind === 'give' ? <GivePostDialog person={asked.person} units={units.data?.data ?? []} onClose={() => setAsked(null)} /> : null}
      {asked?.kind === 'end' ? <EndPostDialog holding={asked.holding} onClose={() => setAsked(null)} /> : null}
    </Page>
  );
}
