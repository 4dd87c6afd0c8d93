import type { Ability, PersonRecord } from '@hengji/contracts';
import { Box, Button, Paper, Stack, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { useState } from 'react';
import { usePermissions } from 'react-admin';
import { Page } from '../../components/Page.js';
import { QueryView } from '../../components/QueryView.js';
import { SearchInput } from '../../components/SearchInput.js';
import { StatusTag } from '../../components/StatusTag.js';
import { TablePages } from '../../components/TablePages.js';
import { ChoiceInput } from '../../forms/FormField.js';
import { useT } from '../../i18n/useT.js';
import { useApiQuery } from '../../providers/useApi.js';
import { useMe } from '../../providers/useMe.js';
import { HoldingLine } from './HoldingLine.js';
import { AccountDialog, CreatePersonDialog, EndPostDialog, GivePostDialog, ResetPasswordDialog, ResetSecondFactorDialog } from './PeopleDialogs.js';

type Asked =
  | { readonly kind: 'create' }
  | { readonly kind: 'give' | 'account' | 'password' | 'factor'; readonly person: PersonRecord }
  | { readonly kind: 'end'; readonly person: PersonRecord; readonly holding: PersonRecord['holdings'][number] };

const perPage = 25;

/** The name is part of the label, so that a screen reader tells the rows apart. */
function RowButton({ label, name, onClick }: { readonly label: string; readonly name: string; readonly onClick: () => void }) {
  return (
    <Button size="small" onClick={onClick} aria-label={`${label} ${name}`} sx={{ whiteSpace: 'nowrap' }}>
      {label}
    </Button>
  );
}

/** People of the county and the duties they hold, from when until when. */
export default function PeoplePage() {
  const t = useT();
  const { data: me } = useMe();
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
                    <TableCell>{person.username === '' ? t('people.noAccount') : person.username}</TableCell>
                    <TableCell>{person.mailAddress ?? t('people.noMail')}</TableCell>
                    <TableCell>
                      {person.holdings.length === 0 ? t('people.noPosts') : null}
                      {person.holdings.map((holding) => (
                        <HoldingLine key={holding.id} person={person} holding={holding} onEnd={manages && person.id !== me?.person.id ? () => setAsked({ kind: 'end', person, holding }) : null} />
                      ))}
                    </TableCell>
                    <TableCell>
                      <StatusTag tone={person.active ? 'done' : 'quiet'}>{t(person.active ? 'people.active' : 'people.inactive')}</StatusTag>
                    </TableCell>
                    {manages ? (
                      <TableCell align="right">
                        {person.id === me?.person.id ? (
                          <Typography variant="body2" color="text.secondary">
                            {t('people.notOneself')}
                          </Typography>
                        ) : (
                          <Stack direction="row" sx={{ justifyContent: 'flex-end' }}>
                            {person.active ? <RowButton label={t('people.give')} name={person.name} onClick={() => setAsked({ kind: 'give', person })} /> : null}
                            {person.username === '' ? null : (
                              <>
                                <RowButton label={t('people.reset')} name={person.name} onClick={() => setAsked({ kind: 'password', person })} />
                                {person.secondFactor ? <RowButton label={t('people.resetFactor')} name={person.name} onClick={() => setAsked({ kind: 'factor', person })} /> : null}
                                <RowButton label={t(person.active ? 'people.closeAccount' : 'people.openAccount')} name={person.name} onClick={() => setAsked({ kind: 'account', person })} />
                              </>
                            )}
                          </Stack>
                        )}
                      </TableCell>
                    ) : null}
                  </TableRow>
                ))}
              </TableBody>
            </Table>
            {total === 0 ? <Typography sx={{ p: 3 }}>{t('people.empty')}</Typography> : null}
            <TablePages page={page} perPage={perPage} total={total} onPage={setPage} />
          </Paper>
        )}
      </QueryView>
      {asked?.kind === 'create' ? <CreatePersonDialog onClose={() => setAsked(null)} /> : null}
      {asked?.kind === 'give' ? <GivePostDialog person={asked.person} units={units.data?.data ?? []} onClose={() => setAsked(null)} /> : null}
      {asked?.kind === 'account' ? <AccountDialog person={asked.person} onClose={() => setAsked(null)} /> : null}
      {asked?.kind === 'password' ? <ResetPasswordDialog person={asked.person} onClose={() => setAsked(null)} /> : null}
      {asked?.kind === 'factor' ? <ResetSecondFactorDialog person={asked.person} onClose={() => setAsked(null)} /> : null}
      {asked?.kind === 'end' ? <EndPostDialog holding={asked.holding} onClose={() => setAsked(null)} /> : null}
    </Page>
  );
}
