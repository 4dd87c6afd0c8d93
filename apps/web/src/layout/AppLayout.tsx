import { useEffect, type ReactNode } from 'react';
import { Layout, useGetIdentity, useLocaleState } from 'react-admin';
import { announceLanguage, isLanguage } from '../i18n/i18nProvider.js';
import { rememberedLanguage } from '../i18n/languageMemory.js';
import { ErrorPage } from './ErrorPage.js';
import { AppHeader } from './AppHeader.js';
import { AppMenu } from './AppMenu.js';
import { IdleGuard } from './IdleGuard.js';
import { OfflineBanner } from './OfflineBanner.js';
import { OneTimePasswordKeeper } from './OneTimePasswordKeeper.js';
import { UpdateBanner } from './UpdateBanner.js';

/** Brings back the language that this person chose here before, once it is known who he is. */
function LanguageKeeper() {
  const [locale, setLocale] = useLocaleState();
  const { data: identity } = useGetIdentity();
  const personId = identity === undefined ? null : String(identity.id);
  useEffect(() => announceLanguage(locale), [locale]);
  useEffect(() => {
    const remembered = personId === null ? null : rememberedLanguage(personId);
    if (remembered !== null && isLanguage(remembered)) setLocale(remembered);
    // Only a new person brings a remembered language; choosing another one later is remembered by the header.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [personId]);
  return null;
}

/** The frame of every signed-in page. */
export default function AppLayout({ children }: { readonly children?: ReactNode }) {
  return (
    <Layout appBar={AppHeader} appBarAlwaysOn menu={AppMenu} error={ErrorPage}>
      <LanguageKeeper />
      <OfflineBanner />
      <UpdateBanner />
      <IdleGuard />
      <OneTimePasswordKeeper>{children}</OneTimePasswordKeeper>
    </Layout>
  );
}
