import { QueryClient } from '@tanstack/react-query';
import { CssBaseline } from '@mui/material';
import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react';
import { AdminContext, CoreAdminUI, CustomRoutes, localStorageStore, Notification, Resource } from 'react-admin';
import { Navigate, Route } from 'react-router';
import { i18nProvider } from './i18n/i18nProvider.js';
import { Waiting } from './components/QueryView.js';
import { AccessDeniedPage, NotFoundPage } from './layout/plainPages.js';
import { ErrorPage } from './layout/ErrorPage.js';
import { authProvider } from './providers/authProvider.js';
import { dataProvider } from './providers/dataProvider.js';
import { theme } from './theme.js';

const InboxPage = lazy(() => import('./resources/inbox/InboxPage.js'));
const EvaluationList = lazy(() => import('./resources/evaluations/EvaluationList.js'));
const EvaluationPage = lazy(() => import('./resources/evaluations/EvaluationPage.js'));
const SectionPage = lazy(() => import('./resources/sections/SectionPage.js'));
const SignPage = lazy(() => import('./resources/signing/SignPage.js'));
const RevisionPage = lazy(() => import('./resources/signing/RevisionPage.js'));
const ReviewPage = lazy(() => import('./resources/reviews/ReviewPage.js'));
const PublicationPage = lazy(() => import('./resources/reviews/PublicationPage.js'));
const ResultUsePage = lazy(() => import('./resources/reviews/ResultUsePage.js'));
const FindingList = lazy(() => import('./resources/findings/FindingList.js'));
const FindingPage = lazy(() => import('./resources/findings/FindingPage.js'));
const CampaignList = lazy(() => import('./resources/campaigns/CampaignList.js'));
const CampaignPage = lazy(() => import('./resources/campaigns/CampaignPage.js'));
const CampaignFormPage = lazy(() => import('./resources/campaigns/CampaignFormPage.js'));
const TemplateMovePage = lazy(() => import('./resources/campaigns/TemplateMovePage.js'));
const CircularList = lazy(() => import('./resources/circulars/CircularList.js'));
const CircularPage = lazy(() => import('./resources/circulars/CircularPage.js'));
const CircularFormPage = lazy(() => import('./resources/circulars/CircularFormPage.js'));
const AmendCircularPage = lazy(() => import('./resources/circulars/CircularFormPage.js').then(({ AmendCircularPage: page }) => ({ default: page })));
const CalendarPage = lazy(() => import('./resources/calendar/CalendarPage.js'));
const TemplateList = lazy(() => import('./resources/templates/TemplateList.js'));
const TemplatePage = lazy(() => import('./resources/templates/TemplatePage.js'));
const TemplateUploadPage = lazy(() => import('./resources/templates/TemplateUploadPage.js'));
const ExaminationPage = lazy(() => import('./resources/examinations/ExaminationPage.js'));
const PeoplePage = lazy(() => import('./resources/people/PeoplePage.js'));
const UnitsPage = lazy(() => import('./resources/units/UnitsPage.js'));
const LeadingGroupList = lazy(() => import('./resources/leadingGroups/LeadingGroupList.js'));
const MailList = lazy(() => import('./resources/mails/MailList.js'));
const AuditPage = lazy(() => import('./resources/audit/AuditPage.js'));
const AccountPage = lazy(() => import('./resources/account/AccountPage.js'));
const OperationsPage = lazy(() => import('./resources/operations/OperationsPage.js'));
const PasswordPage = lazy(() => import('./resources/account/PasswordPage.js'));

const AppLayout = lazy(() => import('./layout/AppLayout.js'));
const ProvedPage = lazy(() => import('./resources/account/ProvedPage.js'));
const SignInPage = lazy(() => import('./resources/account/SignInPage.js'));

function SignIn() {
  return (
    <Suspense fallback={<Waiting />}>
      <SignInPage />
    </Suspense>
  );
}

/** The frame comes with the first page behind the sign-in: who only signs in, or is refused, never loads menus and bars. */
function Frame({ children }: { readonly children?: ReactNode }) {
  return (
    <Suspense fallback={<Waiting />}>
      <AppLayout>{children}</AppLayout>
    </Suspense>
  );
}

function ToInbox() {
  return <Navigate to="/inbox" replace />;
}

/** Changed when what the browser keeps gets another shape: old entries are then dropped. */
const storeVersion = '1';

export function App() {
  // Whoever enters a page sees it as it stands: a colleague may have signed a second ago, and buttons depend on it.
  const [queryClient] = useState(() => new QueryClient({ defaultOptions: { queries: { staleTime: 0, networkMode: 'always' }, mutations: { networkMode: 'always' } } }));
  const store = useMemo(() => localStorageStore(storeVersion, 'hengji'), []);
  return (
    <AdminContext dataProvider={dataProvider} authProvider={authProvider} i18nProvider={i18nProvider} store={store} queryClient={queryClient} theme={theme} darkTheme={null} defaultTheme="light">
      <CssBaseline enableColorScheme />
      <Pages />
      <Notification />
    </AdminContext>
  );
}

/** The routes. Put together from react-admin's parts: its `Admin` would ship a sign-in form and an English catalogue that nobody sees. */
function Pages() {
  return (
    <CoreAdminUI
      requireAuth
      disableTelemetry
      layout={Frame}
      loading={Waiting}
      loginPage={SignIn}
      dashboard={ToInbox}
      catchAll={NotFoundPage}
      accessDenied={AccessDeniedPage}
      authenticationError={ErrorPage}
      error={ErrorPage}
      title=""
    >
      <Resource name="evaluations" list={EvaluationList} />
      <Resource name="findings" list={FindingList} />
      <Resource name="campaigns" list={CampaignList} />
      <Resource name="circulars" list={CircularList} />
      <Resource name="leadingGroups" list={LeadingGroupList} />
      <Resource name="mails" list={MailList} />
      <CustomRoutes>
        <Route path="/inbox" element={<InboxPage />} />
        <Route path="/evaluations/:id" element={<EvaluationPage />} />
        <Route path="/evaluations/:id/sections/:section" element={<SectionPage />} />
        <Route path="/evaluations/:id/sign" element={<SignPage />} />
        <Route path="/evaluations/:id/revisions/:number" element={<RevisionPage />} />
        <Route path="/evaluations/:id/review" element={<ReviewPage />} />
        <Route path="/evaluations/:id/publication" element={<PublicationPage />} />
        <Route path="/evaluations/:id/result-use" element={<ResultUsePage />} />
        <Route path="/findings/:id" element={<FindingPage />} />
        <Route path="/campaigns/open" element={<CampaignFormPage />} />
        <Route path="/campaigns/:id" element={<CampaignPage />} />
        <Route path="/campaigns/:id/edit" element={<CampaignFormPage />} />
        <Route path="/campaigns/:id/template" element={<TemplateMovePage />} />
        <Route path="/campaigns/:id/circulars/new" element={<CircularFormPage />} />
        <Route path="/circulars/:id" element={<CircularPage />} />
        <Route path="/circulars/:id/amend" element={<AmendCircularPage />} />
        <Route path="/calendar" element={<CalendarPage />} />
        <Route path="/templates" element={<TemplateList />} />
        <Route path="/templates/upload" element={<TemplateUploadPage />} />
        <Route path="/templates/:id" element={<TemplatePage />} />
        <Route path="/examinations" element={<ExaminationPage />} />
        <Route path="/people" element={<PeoplePage />} />
        <Route path="/units" element={<UnitsPage />} />
        <Route path="/audit" element={<AuditPage />} />
        <Route path="/account" element={<AccountPage />} />
        <Route path="/operations" element={<OperationsPage />} />
        <Route path="/password" element={<PasswordPage />} />
      </CustomRoutes>
      <CustomRoutes noLayout>
        <Route path="/proved" element={<ProvedPage />} />
      </CustomRoutes>
    </CoreAdminUI>
  );
}
