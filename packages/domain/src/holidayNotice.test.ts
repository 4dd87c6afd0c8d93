import { describe, expect, it } from 'vitest';
import { readHolidayNotice } from './holidayNotice.js';

/** In the form of the yearly notices, with the days of 2026. */
const notice = `各省、自治区、直辖市人民政府：现将2026年元旦、春节等节假日放假调休日期的具体安排通知如下。
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
七、国庆节：１０月１日（周四）至７日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全等工作。
国务院办公厅
2025年11月4日`;

describe('the yearly notice', () => {
  it('is read as it is published', () => {
    const { holidays, makeUpDays, unread } = readHolidayNotice(notice, 2026);
    expect(holidays).toHaveLength(3 + 9 + 3 + 7);
    expect([holidays[0], holidays[2], holidays[3], holidays[11], holidays.at(-1)]).toEqual(['2026-01-01', '2026-01-03', '2026-02-15', '2026-02-23', '2026-10-07']);
    expect(makeUpDays).toEqual(['2026-01-04', '2026-02-14', '2026-02-28', '2026-09-20', '2026-10-10']);
    // The day the notice was given speaks of no holiday.
    expect(unread).toEqual(['2025年11月4日']);
  });

  it.each([
    ['a list under headings', '放假：\n2027-01-01 至 2027-01-03\n2027/2/5~2027/2/11\n上班：\n2027-02-13', ['2027-01-01', '2027-01-02', '2027-01-03', '2027-02-05', '2027-02-06', '2027-02-07', '2027-02-08', '2027-02-09', '2027-02-10', '2027-02-11'], ['2027-02-13'], []],
    ['a list in English', 'Off:\n2027-01-01 – 2027-01-02\nWorked:\n2027-02-13', ['2027-01-01', '2027-01-02'], ['2027-02-13'], []],
    ['both kinds in one sentence', '4月3日至5日放假，4月10日（周六）上班', ['2027-04-03', '2027-04-04', '2027-04-05'], ['2027-04-10'], []],
    ['several days before their word', '2月14日，2月28日上班', [], ['2027-02-14', '2027-02-28'], []],
    ['a New Year that begins in December', '元旦：12月31日至1月2日放假', ['2026-12-31', '2027-01-01', '2027-01-02'], [], []],
    ['a span over two months', '9月30日至10月2日放假', ['2027-09-30', '2027-10-01', '2027-10-02'], [], []],
    ['a day that there is not, a span that runs backwards, one of a whole season', '2月30日放假。5月5日至3日放假。1月1日至6月1日放假', [], [], ['2月30日', '5月5日至3日', '1月1日至6月1日']],
    ['a date without a word', '5月1日', [], [], ['5月1日']],
    ['nothing', '', [], [], []],
  ])('%s', (_, text, holidays, makeUpDays, unread) => {
    expect(readHolidayNotice(text, 2027)).toEqual({ holidays, makeUpDays, unread });
  });
});
