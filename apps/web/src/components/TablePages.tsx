import { Pagination } from '@mui/material';
import { useT } from '../i18n/useT.js';

type TablePagesProps = { readonly page: number; readonly perPage: number; readonly total: number; readonly onPage: (page: number) => void };

/** The pages of a table that is no react-admin list; nothing where one page holds everything. */
export function TablePages({ page, perPage, total, onPage }: TablePagesProps) {
  const t = useT();
  if (total <= perPage) return null;
  return (
    <Pagination
      sx={{ p: 1.5 }}
      page={page}
      count={Math.ceil(total / perPage)}
      onChange={(_, next) => onPage(next)}
      getItemAriaLabel={(type, number) => (type === 'page' ? t('ra.navigation.page', { page: number ?? 0 }) : t(type === 'next' ? 'ra.navigation.next' : 'ra.navigation.previous'))}
    />
  );
}
