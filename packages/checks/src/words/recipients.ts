/** Whom money is paid to in the reports of departments that pay grants; in the report of another department the word was copied (T2). */
export type Recipient = { readonly word: string; readonly pattern: RegExp; /** Names of departments that do pay them. */ readonly payers: RegExp };

const everyPayer = '财政|乡|镇|街道|人民政府|工业园|开发区|管委会';

export const recipients: readonly Recipient[] = [
  { word: '企业', pattern: /(?:各|相关|有关|申报|项目)?企业/, payers: new RegExp(`工业|工信|商务|科技|科学技术|发展(?:和)?改革|发改|市场监督|文化|旅游|招商|就业|人力资源|人社|金融|国资|生态环境|农业|林|粮食|供销|${everyPayer}`) },
  { word: '农户', pattern: /农户|贫困户|脱贫户|种植户|养殖户|农牧民/, payers: new RegExp(`农|林|畜|牧|乡村|水|民政|残疾|移民|扶贫|供销|自然资源|住房|住建|${everyPayer}`) },
  { word: '施工单位', pattern: /施工(?:单位|方|企业)|工程款|承建(?:单位|方)/, payers: new RegExp(`住房|住建|建设|交通|公路|水|自然资源|国土|农|林|教育|学校|卫生|医院|文化|旅游|体育|城市|城管|环境|${everyPayer}`) },
];
