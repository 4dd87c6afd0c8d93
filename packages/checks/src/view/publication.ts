import type { Sentence } from './sentences.js';

const published = /(?:已|均|及时|按时|按要求|按规定|如期|全部|统一|主动)[^,。;]{0,16}公开|公开(?:了|完毕|完成)|进行(?:了)?公开|予以公开|在[^,。;]{2,30}(?:网站?|网上|平台|公众号|公示栏)[^,。;]{0,10}公开/;
const planned = /拟|将|计划|准备|下一步|待|要求|应当?|须|必须|推进|推动|加强|规范|做好|积极|可公开|信息公开性|公开、?公[平正]|公开招标|公开透明/;
/** 是否按时公开, 批复后20日内公开得5分: what a row asks for. */
const asked = /是否|能否|有无|公开(?:的)?,?得\d/;
const results = /绩效|自评|评价|报告|决算|结果|目标/;

/** Sentences that say that the result has been made public; what is still planned or only a duty is none. */
export function publicationClaims(sentences: readonly Sentence[]): readonly Sentence[] {
  return sentences.filter(({ text, inRow }) => !inRow && published.test(text) && results.test(text) && !asked.test(text) && !planned.test(text.slice(0, text.search(/公开/) + 4)));
}

export const publicationPlace = /https?:\/\/|www\.|网址|链接|官网|门户网站?|政府网站?|(?:人民政府|信息公开)[^,。;]{0,6}(?:网|平台)|公示栏|公众号|[a-z0-9-]+\.gov\.cn/i;
export const publicationDate = /20\d{2}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}|\d{1,2}月\d{1,2}日/;
