import type { DepartmentId } from '../grading/fact.js';
import type { Issue, IssueCode, Severity } from './issue.js';

/** Where an issue was met, and what was found there. */
export interface IssuePlace {
  readonly file?: string;
  /** The department whose dataset the file is; undefined where that is not known. */
  readonly department?: DepartmentId;
  readonly sheet?: string;
  readonly line?: number;
  readonly column?: string;
  readonly found?: string;
  /** 中文: what only the place of discovery knows, e.g. the line that says otherwise. */
  readonly detail?: string;
}

interface Entry {
  readonly severity: Severity;
  /** 中文: what is wrong and what is expected. */
  readonly says: string;
  /** 中文: what follows. */
  readonly follows: string;
  /** Who mends it: the department that handed the file over, the register, or nobody. */
  readonly mender: 'sender' | 'register' | 'nobody';
}

const ROW = '该行已隔离，更正后可放行';
const FILE = '整个文件未接收';

/** The closed list of HANDOVER.md, Issues. */
const CATALOGUE: Readonly<Record<IssueCode, Entry>> = {
  CREDIT_CODE_INVALID: rowError('不是有效的统一社会信用代码（应为 18 位，字符限 0-9 和除 I、O、S、V、Z 外的大写字母，且校验位相符）'),
  CREDIT_CODE_CHECK_DIGIT: {
    severity: 'warning',
    says: '统一社会信用代码的校验位不符，但其中的组织机构代码校验相符（确有此类已发代码）',
    follows: '该行已接收，请核对',
    mender: 'sender',
  },
  UNIT_CODE_INVALID: rowError(
    '不是有效的不动产单元代码（应为 28 位：12 位数字、2 位字母、5 位数字、1 位字母、8 位数字；Excel 中请以文本保存）',
  ),
  NUMBER_INVALID: rowError('不是数字（应如 1234.5 或 1,234.5，不得用科学计数、百分号或文字）'),
  DATE_INVALID: rowError('不是有效日期（应如 2019-03-05、2019/3/5、2019.3.5、20190305 或 2019年3月5日）'),
  YEAR_INVALID: rowError('不是有效年度（应如 2024、2024年 或 2024年度）'),
  QUARTER_INVALID: rowError('不是有效季度（应如 1、1季度、第一季度 或 Q1）'),
  BOOLEAN_INVALID: rowError('应填“是”或“否”'),
  EVENT_UNKNOWN: rowError('不是已登记的事项代码'),
  VALUE_UNKNOWN: rowError('不是本列可填的值（数据来源应为“填报”或“统计”，留空即统计）'),
  FACT_UNKNOWN: rowError('不是本县（区）已声明的指标代码'),
  NEGATIVE_NOT_ALLOWED: rowError('不得为负数'),
  REQUIRED_MISSING: rowError('必填项为空'),
  DUPLICATE_SAME: notice('与文件中前面的行完全相同', '只取一次，本行略过'),
  DUPLICATE_CONFLICT: rowError('与文件中另一行主键相同而内容不同'),
  UNKNOWN_ENTERPRISE: {
    severity: 'warning',
    says: '企业名录中没有该统一社会信用代码',
    follows: '该行已接收，企业列为未登记，请核对名录',
    mender: 'register',
  },
  TOTALS_ROW: notice('合计、总计或小计行', '已略过'),
  UNKNOWN_COLUMN: notice('不是本数据集的列', '只随原始行保存'),
  SHEET_IGNORED: { severity: 'warning', says: '工作表未读取', follows: '其余工作表照常读取，请核对', mender: 'sender' },
  ENCODING_GB18030: notice('文件编码为 GB18030（GBK）', '已按此读取'),
  HEADER_NOT_RECOGNISED: fileError('前十行中没有可识别的表头（须含某一数据集的全部主键列和至少两个其他列）'),
  UNIT_MISMATCH: {
    severity: 'error',
    says: '计量单位与该指标不属同一类',
    follows: `未接收`,
    mender: 'sender',
  },
  UNIT_MISSING: fileError('表头须在括号内注明计量单位（如“㎡”或“亩”）'),
  COLUMN_DOUBLED: fileError('同一列出现两次'),
  ENCODING_INVALID: fileError('文件编码既不是 UTF-8 也不是 GB18030，或已损坏；请另存为 UTF-8 的 CSV 或 XLSX'),
  FILE_TOO_LARGE: fileError('文件过大；请拆分后移交，或改用 CSV'),
  FILE_MALFORMED: fileError('文件已损坏或格式不符；请另存为 CSV 或 XLSX（.xlsx，不加密码）'),
  ALREADY_RECEIVED: notice('同一文件已接收过', '未作改动'),
};

const DEPARTMENT_NAMES: Readonly<Record<DepartmentId, string>> = {
  tax: '税务局',
  emissions: '生态环境局',
  employment: '人力资源和社会保障局',
  land: '自然资源和规划局（出租台账为镇街）',
  statistics: '统计局',
  utilities: '供电、供水单位',
  register: '市场监督管理局',
  county: '移交部门',
};
const LONGEST_QUOTE = 80;

/**
 * An issue of the closed list, with its severity and a message for the person who must act: where, what was found, why,
 * what follows, who mends it.
 */
export function issue(code: IssueCode, place: IssuePlace): Issue {
  const entry = CATALOGUE[code];
  const department = entry.mender === 'nobody' ? undefined : entry.mender === 'register' ? 'register' : place.department;
  return {
    code,
    severity: entry.severity,
    file: place.file,
    department,
    line: place.line,
    sheet: place.sheet,
    column: place.column,
    found: place.found,
    message: message(entry, place, department),
  };
}

function message(entry: Entry, place: IssuePlace, department: DepartmentId | undefined): string {
  const where = [
    place.file ?? '',
    place.sheet === undefined ? '' : `工作表“${place.sheet}”`,
    place.line === undefined ? '' : `第 ${place.line} 行`,
    place.column === undefined ? '' : `“${place.column}”栏`,
  ]
    .filter((part) => part !== '')
    .join(' ');
  const found = place.found === undefined || place.found === '' ? '' : `“${shortened(place.found)}”：`;
  const detail = place.detail === undefined ? '' : `（${place.detail}）`;
  const mender = entry.mender === 'nobody' ? '' : `请${department === undefined ? '移交部门' : DEPARTMENT_NAMES[department]}更正。`;
  return `${where}${where === '' ? '' : '：'}${found}${entry.says}${detail}；${entry.follows}。${mender}`;
}

function shortened(text: string): string {
  return text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;
}

function rowError(says: string): Entry {
  return { severity: 'error', says, follows: ROW, mender: 'sender' };
}

function fileError(says: string): Entry {
  return { severity: 'error', says, follows: FILE, mender: 'sender' };
}

function notice(says: string, follows: string): Entry {
  return { severity: 'notice', says, follows, mender: 'nobody' };
}
