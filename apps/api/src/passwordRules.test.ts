import { expect, test } from 'vitest';
import { isEasilyGuessed } from './passwordRules.js';

const words = ['xiexinfei', '谢新飞', '衡川县', 'Hengchuan County'];

test.each(['123456789012', 'password12345', 'aaaaaaaaaaaa', 'qwertyuiop12', '1qaz2wsx3edc', 'iloveyou1234', 'xiexinfei1988', 'XieXinFei2026', 'hengchuan2026', 'hengji123456', 'ｐａｓｓｗｏｒｄ１２３４', '谢新飞谢新飞谢新飞谢新飞'])('%s is guessed soon', (password) => {
  expect(isEasilyGuessed(password, words)).toBe(true);
});

test.each(['correct horse battery staple', 'tangerine-harbour-42', '江边第三棵柳树下有只蓝鹭鸶', 'mPz7 kQv2 wXr9', 'a b c d e f 7 h q z'])('%s is not, whatever signs it is made of', (password) => {
  expect(isEasilyGuessed(password, words)).toBe(false);
});
