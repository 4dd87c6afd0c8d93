import type { FindingRow } from '@hengji/contracts';
import { Box, Typography } from '@mui/material';
import { Panel } from '../../components/Panel.js';
import { useT } from '../../i18n/useT.js';

/** The road to 销号; an objection is a detour from it and has no step of its own. */
const steps = ['raised', 'served', 'acknowledged', 'planned', 'planSigned', 'planAccepted', 'evidenced', 'verified', 'closed'] as const;

function position(status: FindingRow['status']): number {
  if (status === 'objected') return steps.indexOf('acknowledged');
  return status === 'withdrawn' ? steps.length - 1 : steps.indexOf(status);
}

/** Where a finding stands on its way. */
export function FindingSteps({ status }: { readonly status: FindingRow['status'] }) {
  const t = useT();
  const at = position(status);
  return (
    <Panel title={t('findings.steps')}>
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(100px, 1fr))' }}>
        {steps.map((step, index) => (
          <Box component="li" key={step} aria-current={index === at ? 'step' : undefined} sx={{ borderTop: 4, borderColor: index === at ? 'primary.main' : index < at ? '#7ea89d' : 'divider', pt: 1 }}>
            <Typography variant="body2" sx={{ fontWeight: index === at ? 700 : 400, color: index === at ? 'primary.main' : index < at ? 'text.primary' : 'text.secondary' }}>
              {index === at ? t(`process.findingStatus.${status}`) : t(`process.findingStatus.${step}`)}
            </Typography>
          </Box>
        ))}
      </Box>
    </Panel>
  );
}
