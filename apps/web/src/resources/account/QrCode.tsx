import { Box } from '@mui/material';
import { useMemo } from 'react';
import { encode } from 'uqr';

/** Squares of 4 px and a quiet edge of four: what the cameras of old telephones still read. */
const pixels = 4;
const edge = 4;

/** A text as a QR code, drawn here: nothing of it goes to another server. Black on white in every theme. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { path, size } = useMemo(() => {
    const code = encode(text, { ecc: 'M', border: edge });
    return { size: code.size, path: code.data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('') };
  }, [text]);
  return (
    <Box component="svg" role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges" sx={{ width: size * pixels, maxWidth: '100%', backgroundColor: '#fff', display: 'block' }}>
      <path d={path} fill="#000" />
    </Box>
  );
}
