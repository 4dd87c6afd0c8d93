import { expect, test } from 'vitest';
import { customaryStages, proposedDate } from './stagePlan.js';

test('the proposed dates of 2023 are those of the county', () => {
  expect(customaryStages.map((stage) => proposedDate(stage, 2023))).toEqual(['2022-11-01', '2023-01-03', '2023-07-03', '2023-10-09', '2024-01-02', '', '', '2024-08-30', '', '']);
});
