import { expect, test } from 'vitest';
import { metricsOf } from './apps.mjs';

test('three apps on one machine serve their figures on three ports', () => {
  expect(metricsOf({ METRICS_PORT: '9400' })).toEqual({ api: { METRICS_PORT: '9400' }, worker: { METRICS_PORT: '9401' }, portal: { METRICS_PORT: '9402' } });
});

test('without a port, or with what is none, each app reads its environment itself', () => {
  const none = { api: {}, worker: {}, portal: {} };
  expect(metricsOf({})).toEqual(none);
  expect(metricsOf({ METRICS_PORT: 'ninety' })).toEqual(none);
});
