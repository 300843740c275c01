import type { Form } from '../../workbook/form-sheet.js';
import type { Recipient } from './recipients.js';

/** The sheet that comes before the enterprises'; it is passed over when the workbook comes back. */
export const COVER = '说明';

const HOW = [
  '每户一张工作表（表名为统一社会信用代码）。请打印或另存后分别送达企业，核对码勿向他人泄露。',
  '企业填好后，将各表录回本工作簿（只填“确认”“主张”“理由”和“同意公开口径”各栏，其余勿改），交评价机构收取：muhub round take 文件。',
  '异议的证明材料（自有用地：不动产权证；租赁：合同）由企业凭核对码登录后上传，或随纸件送交评价机构。',
  '“由某部门另行送达”的事项，由该部门另送，在其送达的单上答复。',
];

/** What a workbook of sheets is, and whose are in it. */
export function coverForm(
  title: string,
  { kind, code }: Recipient,
  enterprises: readonly { readonly creditCode: string; readonly name: string | null }[],
): Form {
  const whose = { zone: `园区 ${code}`, town: `镇街 ${code}`, none: '园区、镇街未登记' }[kind];
  return {
    name: COVER,
    widths: [8, 24, 60],
    lines: [
      { texts: [title] },
      { texts: [`${whose}，共 ${enterprises.length} 户`] },
      ...HOW.map((text) => ({ texts: [text] })),
      { texts: ['序号', '统一社会信用代码', '企业名称'], as: 'headings' },
      ...enterprises.map(({ creditCode, name }, at) => ({ texts: [String(at + 1), creditCode, name ?? ''], as: 'boxes' as const })),
    ],
  };
}
