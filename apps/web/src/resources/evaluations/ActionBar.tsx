import type { EvaluationRecord } from '@hengji/contracts';
import MoreVert from '@mui/icons-material/MoreVert';
import { Button, Menu, MenuItem } from '@mui/material';
import { useId, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { ButtonLink } from '../../components/ButtonLink.js';
import { inLanguage } from '../../i18n/inLanguage.js';
import { useEnglish } from '../../i18n/useEnglish.js';
import { useT } from '../../i18n/useT.js';
import { CommandDialog } from './CommandDialog.js';
import { arrange, type EvaluationCommand } from './commandForms.js';
import { isEvaluationCommand } from './isEvaluationCommand.js';
import { isUnderReview } from '../reviews/isUnderReview.js';

/** The primary action at the right, all others in a menu; only what the server allows. */
export function ActionBar({ record }: { readonly record: EvaluationRecord }) {
  const t = useT();
  const navigate = useNavigate();
  const english = useEnglish();
  const menuId = useId();
  const anchor = useRef<HTMLButtonElement>(null);
  const [menuOpen, setMenuOpen] = useState(false);
  const [asked, setAsked] = useState<EvaluationCommand | null>(null);
  const [returning, setReturning] = useState<string | null>(null);
  const { primary, others } = arrange(
    // Owners may be named for coming stages too, but this page lists the sections of the current one.
    record.allowedActions.filter((type) => type !== 'assignSections' || record.sections.length > 0),
    isEvaluationCommand,
  );
  const start = (type: EvaluationCommand) => {
    setMenuOpen(false);
    if (type === 'sign') void navigate(`/evaluations/${record.id}/sign`);
    else setAsked(type);
  };
  const reviewing = isUnderReview(record);
  const toFill = primary === null && !reviewing ? record.sections.find((section) => section.mine && (section.status === 'open' || section.status === 'returned')) : undefined;
  return (
    <>
      {others.length === 0 ? null : (
        <>
          <Button ref={anchor} variant="outlined" color="secondary" startIcon={<MoreVert />} aria-haspopup="menu" aria-expanded={menuOpen} aria-controls={menuOpen ? menuId : undefined} onClick={() => setMenuOpen(true)}>
            {t('app.more')}
          </Button>
          <Menu id={menuId} anchorEl={() => anchor.current} open={menuOpen} onClose={() => setMenuOpen(false)}>
            {others.map((type) => (
              <MenuItem key={type} onClick={() => start(type)}>
                {t(`commands.evaluation.${type}.title`)}
              </MenuItem>
            ))}
          </Menu>
        </>
      )}
      {reviewing ? (
        <ButtonLink variant="contained" to={`/evaluations/${record.id}/review`}>
          {t('evaluation.review')}
        </ButtonLink>
      ) : null}
      {toFill === undefined ? null : (
        <ButtonLink variant="contained" to={`/evaluations/${record.id}/sections/${toFill.key}`}>
          {t('process.task.fillSection', { section: inLanguage(toFill, english) })}
        </ButtonLink>
      )}
      {primary === null ? null : (
        <Button variant={reviewing ? 'outlined' : 'contained'} onClick={() => start(primary)}>
          {t(`commands.evaluation.${primary}.title`)}
        </Button>
      )}
      {asked === null ? null : (
        <CommandDialog
          record={record}
          type={asked}
          onClose={() => setAsked(null)}
          {...(record.allowedActions.includes('returnSection')
            ? {
                onReturn: (section: string) => {
                  setAsked(null);
                  setReturning(section);
                },
              }
            : {})}
        />
      )}
      {returning === null ? null : <CommandDialog record={record} type="returnSection" given={{ section: returning }} onClose={() => setReturning(null)} />}
    </>
  );
}
