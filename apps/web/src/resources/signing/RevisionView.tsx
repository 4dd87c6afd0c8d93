import type { RevisionRecord } from '@hengji/contracts';
import { Box } from '@mui/material';
import { useT } from '../../i18n/useT.js';

/** How the report's plain HTML is set; only the look is ours, no word of it. */
const style = `
  body { margin: 16px; color: #1d2b28; font: 15px/1.65 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC","WenQuanYi Micro Hei",sans-serif; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
  h1 { font-size: 1.35rem; } h2 { font-size: 1.1rem; margin: 1.5em 0 .5em; } h3 { font-size: 1rem; }
  table { border-collapse: collapse; width: 100%; margin: .5em 0 1em; } caption { text-align: left; font-weight: 600; padding: .25em 0; }
  th, td { border: 1px solid #cfd8d5; padding: 6px 8px; text-align: left; vertical-align: top; } thead th { background: #eef2f0; } td.number, th.number { text-align: right; }
  dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 16px; margin: 0 0 1em; } dt { color: #4d5a57; } dd { margin: 0; }
  dd, td { white-space: pre-line; }
  thead { display: table-header-group; } tr { break-inside: avoid; }
`;

/**
 * The frozen report as it was made, in a frame without rights: no script runs in it and no form leaves it. What is
 * signed is shown exactly as it is kept.
 */
export function RevisionView({ revision }: { readonly revision: Pick<RevisionRecord, 'html' | 'number'> }) {
  const t = useT();
  return (
    <Box
      component="iframe"
      title={t('sign.reportTitle', { number: revision.number })}
      sandbox=""
      srcDoc={`<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><style>${style}</style></head><body>${revision.html}</body></html>`}
      sx={{ width: '100%', height: '70vh', border: 1, borderColor: 'divider', borderRadius: 1, backgroundColor: '#fff' }}
    />
  );
}
