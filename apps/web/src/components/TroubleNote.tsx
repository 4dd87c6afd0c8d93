import { Alert, AlertTitle } from '@mui/material';

/** Why a case stands still; what exactly failed is for those who look after the system. */
export function TroubleNote({ title, trouble }: { readonly title: string; readonly trouble: string | null }) {
  return (
    <Alert severity="error" sx={{ mb: 2, overflowWrap: 'anywhere' }}>
      {trouble === null ? (
        title
      ) : (
        <>
          <AlertTitle>{title}</AlertTitle>
          {trouble}
        </>
      )}
    </Alert>
  );
}
