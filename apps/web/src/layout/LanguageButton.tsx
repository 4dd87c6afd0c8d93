import TranslateIcon from '@mui/icons-material/Translate';
import { Button } from '@mui/material';
import { useLocaleState } from 'react-admin';
import { rememberLanguage } from '../i18n/languageMemory.js';
import { useT } from '../i18n/useT.js';

/** Switches to the other language; named in that language, so that whoever needs it can read it. */
export function LanguageButton({ personId }: { readonly personId: string | null }) {
  const t = useT();
  const [locale, setLocale] = useLocaleState();
  const other = locale === 'en' ? 'zh-CN' : 'en';
  return (
    <Button
      color="inherit"
      startIcon={<TranslateIcon />}
      lang={other}
      onClick={() => {
        if (personId !== null) rememberLanguage(personId, other);
        setLocale(other);
      }}
    >
      {other === 'en' ? t('app.english') : t('app.chinese')}
    </Button>
  );
}
