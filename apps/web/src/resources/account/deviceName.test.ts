import { expect, test } from 'vitest';
import { deviceParts } from './deviceName.js';

test('a browser is told by its own name and not by those it also bears', () => {
  expect(deviceParts('Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0')).toEqual({ browser: 'Edge', system: 'Windows' });
  expect(deviceParts('Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36')).toEqual({ browser: 'Chrome', system: 'Linux' });
  expect(deviceParts('Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1')).toEqual({ browser: 'Safari', system: 'iOS' });
  for (const unknown of [null, '', 'node', '<script>alert(1)</script>']) expect(deviceParts(unknown)).toBeNull();
});
