import type { DepartmentId } from '../grading/fact.js';
import { quoted, spelledOut } from './invisible.js';
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
  /** Where an issue is worse than it commonly is. */
  readonly severity?: Severity;
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
    '不是有效的不动产单元代码或宗地代码（前者 28 位：12 位数字、2 位字母、5 位数字、1 位字母、8 位数字，后者为其前 19 位；Excel 中请以文本保存）',
  ),
  NUMBER_INVALID: rowError('不是数字（应如 1234.5 或 1,234.5，不得用科学计数、百分号或文字）'),
  DATE_INVALID: rowError('不是有效日期（应如 2019-03-05、2019/3/5、2019.3.5、20190305 或 2019年3月5日）'),
  YEAR_INVALID: rowError('不是有效年度（应如 2024、2024年 或 2024年度）'),
  QUARTER_INVALID: rowError('不是有效季度（应如 1、1季度、第一季度 或 Q1）'),
  BOOLEAN_INVALID: rowError('应填“是”或“否”'),
  EVENT_UNKNOWN: rowError('不是已登记的事项'),
  VALUE_UNKNOWN: rowError('不是本列可填的值'),
  FACT_UNKNOWN: rowError('不是本县（区）已声明的指标代码'),
  NEGATIVE_NOT_ALLOWED: rowError('不得为负数'),
  REQUIRED_MISSING: rowError('必填项为空'),
  ROW_NOT_YOURS: rowError(
    '不是本镇街或本园区的行（镇街：宗地、宗地权利人和出租方都不在本镇街；园区：供地合同不在本园区），应由所在镇街、园区或归属部门报送',
  ),
  DUPLICATE_SAME: notice('与文件中前面的行完全相同', '只取一次，本行略过'),
  DUPLICATE_CONFLICT: rowError('与文件中另一行主键相同而内容不同'),
  UNKNOWN_ENTERPRISE: {
    severity: 'warning',
    says: '企业名录中没有该统一社会信用代码',
    follows: '该行已接收，企业列为未登记，请核对名录',
    mender: 'register',
  },
  CODE_UNKNOWN: {
    severity: 'warning',
    says: '不是可识别的代码（行业代码应如 3484 或 C3484，园区、镇街代码限数字、拉丁字母和连字符）',
    follows: '该行已接收，此代码按空缺处理，请核对',
    mender: 'sender',
  },
  CELL_ERROR: rowError('单元格是错误值或未计算的公式（请在 Excel 中重新计算，或填入数值）'),
  DIGITS_LOST: rowError('长编号存成了数字，末尾几位已丢失（请把该列设为文本后重新录入）'),
  FEWER_ROWS: {
    severity: 'warning',
    says: '主键不到上次报送的一半',
    follows: '文件已接收，请核对是否漏报',
    mender: 'sender',
  },
  TOTALS_ROW: notice('合计、总计、小计、累计或共计行', '已略过'),
  FOOTER_ROW: notice('表下的说明或签署行', '已略过'),
  UNKNOWN_COLUMN: notice('不是本数据集的列', '只随原始行保存'),
  COLUMN_ABSENT: notice('本数据集有此列，文件没有', '此前移交的该列数值不变'),
  MERGED_FILLED: notice('纵向合并的单元格', '其值按所跨各行读取'),
  INVISIBLE_CHARACTERS: notice('本列含有不可见字符', '已去除后读取，原始行照旧保存'),
  YEAR_FROM_TITLE: notice('表中没有年度列', '年度按标题、工作表名或文件名读取'),
  SHEET_IGNORED: { severity: 'warning', says: '工作表未读取', follows: '其余工作表照常读取，请核对', mender: 'sender' },
  ENCODING_GB18030: notice('文件编码为 GB18030（GBK）', '已按此读取'),
  HEADER_NOT_RECOGNISED: fileError('前十行中没有可识别的表头（须含某一数据集的全部主键列和至少两个其他列）'),
  DATE_SENTINEL: {
    severity: 'warning',
    says: '1900-01-01 和 9999-12-31 不是日期',
    follows: '该行已接收，此日期按空缺处理，请核对',
    mender: 'sender',
  },
  DATE_ORDER: link('约定日期的先后不对'),
  CONTRACT_UNKNOWN: link('没有移交过这一合同'),
  APPROVAL_UNKNOWN: link('没有移交过这一批准文号和项目编号'),
  PARCEL_UNKNOWN: link('宗地清单中没有这一宗地'),
  AREA_OVER_APPROVED: link('该项目各合同的供应面积之和超过批准面积减去核销、撤回、失效面积'),
  UNIT_MISMATCH: {
    severity: 'error',
    says: '计量单位与该指标不属同一类',
    follows: `未接收`,
    mender: 'sender',
  },
  UNIT_UNKNOWN: fileError('不是可识别的计量单位；请改用所列单位（见 docs/formats/handover.md）并相应换算'),
  UNIT_MISSING: fileError('表头须在括号内注明计量单位（如“㎡”或“亩”）'),
  COLUMN_DOUBLED: fileError('同一列出现两次'),
  YEAR_AMBIGUOUS: fileError('表中没有年度列，而此处写有几个不同的年度；请加年度列，或移交时以 --year 指明'),
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
  zone: '园区管委会',
  development: '发展和改革局',
  industry: '经济和信息化局',
  register: '市场监督管理局',
  county: '移交部门',
};

/**
 * An issue of the closed list, with its severity and a message for the person who must act: where, what was found, why,
 * what follows, who mends it.
 */
export function issue(code: IssueCode, place: IssuePlace): Issue {
  const entry = CATALOGUE[code];
  const department = entry.mender === 'nobody' ? undefined : entry.mender === 'register' ? 'register' : place.department;
  return {
    code,
    severity: place.severity ?? entry.severity,
    file: place.file,
    department,
    line: place.line,
    sheet: place.sheet,
    column: place.column,
    found: place.found === undefined ? undefined : quoted(place.found),
    message: message(entry, place, department),
  };
}

function message(entry: Entry, place: IssuePlace, department: DepartmentId | undefined): string {
  const where = [
    spelledOut(place.file ?? ''),
    place.sheet === undefined ? '' : `工作表“${spelledOut(place.sheet)}”`,
    place.line === undefined ? '' : `第 ${place.line} 行`,
    place.column === undefined ? '' : `“${quoted(place.column)}”栏`,
  ]
    .filter((part) => part !== '')
    .join(' ');
  const found = place.found === undefined || place.found === '' ? '' : `“${quoted(place.found)}”：`;
  const detail = place.detail === undefined ? '' : `（${place.detail}）`;
  const mender = entry.mender === 'nobody' ? '' : `请${department === undefined ? '移交部门' : DEPARTMENT_NAMES[department]}更正。`;
  return `${where}${where === '' ? '' : '：'}${found}${entry.says}${detail}；${entry.follows}。${mender}`;
}

function rowError(says: string): Entry {
  return { severity: 'error', says, follows: ROW, mender: 'sender' };
}

function link(says: string): Entry {
  return { severity: 'warning', says, follows: '该行已接收，请核对', mender: 'sender' };
}

function fileError(says: string): Entry {
  return { severity: 'error', says, follows: FILE, mender: 'sender' };
}

function notice(says: string, follows: string): Entry {
  return { severity: 'notice', says, follows, mender: 'nobody' };
}
