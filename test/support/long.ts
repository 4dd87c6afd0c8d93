/** Whether this is `npm run test:long`: what `npm test` tries a sample of is tried whole. */
export const whole = process.env['HENGJI_LONG_TESTS'] === '1';
