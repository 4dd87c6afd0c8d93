/**
 * Fonts map some characters to the code of the radical that looks the same, and browsers print PDF with it: 部⻔, ⾃评. Those of the block
 * Kangxi Radicals are compatibility characters, which NFKC resolves; those of the Radicals Supplement are not, so the simplified forms that
 * are whole characters stand here (Unicode: EquivalentUnifiedIdeograph.txt).
 */
const supplement: Readonly<Record<string, string>> = {
  '⺠': '民', '⺟': '母', '⺎': '兀', '⺁': '厂', '⺀': '冫', '⺄': '乙', '⺇': '几', '⺓': '幺', '⺕': '彐', '⺝': '月', '⺪': '疋', '⺫': '目', '⺬': '示', '⺮': '竹', '⺱': '网', '⺷': '羊', '⺸': '羊', '⺻': '聿', '⺼': '肉', '⺾': '艹',
  '⻀': '艹', '⻁': '虎', '⻂': '衣', '⻃': '西', '⻄': '西', '⻅': '见', '⻆': '角', '⻈': '讠', '⻉': '贝', '⻋': '车', '⻌': '辶', '⻍': '辶', '⻎': '辶', '⻏': '阝', '⻐': '钅', '⻓': '长', '⻔': '门', '⻖': '阝', '⻗': '雨', '⻘': '青', '⻙': '韦', '⻚': '页', '⻛': '风', '⻜': '飞',
  '⻝': '食', '⻟': '食', '⻠': '饣', '⻡': '首', '⻢': '马', '⻣': '骨', '⻤': '鬼', '⻥': '鱼', '⻦': '鸟', '⻧': '卤', '⻨': '麦', '⻩': '黄', '⻪': '黾', '⻬': '齐', '⻭': '齿', '⻮': '齿', '⻯': '龙', '⻰': '龙', '⻲': '龟', '⻳': '龟',
};

/** Text with its radicals as the characters that were meant. */
export function withoutRadicals(text: string): string {
  return text.replace(/[\u2E80-\u2FDF]/g, (character) => supplement[character] ?? character.normalize('NFKC'));
}
