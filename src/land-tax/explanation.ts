import { lineOf, type Source } from '../db/versioned.js';
import { mayBePerson } from '../departments/land/natural-person.js';
import type { Lease, Title } from '../departments/land/record.js';
import type { LinkedLandSource } from '../departments/tax/land-source.js';
import { squareMetres } from '../grading/land-area.js';
import type { Rational } from '../grading/rational.js';
import type { LandTaxFinding } from './finding.js';

/** The file names of handovers, by their id. */
export type HandoverNames = ReadonlyMap<number, string>;

const MOST_LISTED = 5;

/** How the records of a finding are told: the files that they came in, and which enterprises the reader may have named. */
interface Telling {
  readonly files: HandoverNames;
  readonly isVisible: (creditCode: string) => boolean;
}

/**
 * A finding in words (中文): what does not fit, the records of both sides down to the line, and the tax at stake.
 * @param isVisible whether an enterprise is there for the reader: the other party of a finding is not named (SHARING.md)
 */
export function explain(finding: LandTaxFinding, files: HandoverNames, isVisible: Telling['isVisible'] = () => true): string {
  const { explained, rivals = [] } = finding.evidence;
  if (explained !== undefined) return explained;
  const telling = { files, isVisible };
  const also = listed(rivals.map((rival) => parcelInWords(rival, telling)));
  return `${discrepancy(finding, telling)}${also ? `同一代码另有面积不同的登记：${also}，请自然资源部门先核实。` : ''}`;
}

function discrepancy(finding: LandTaxFinding, telling: Telling): string {
  const { evidence, year, kind } = finding;
  const day = `${year}-12-31`;
  const parcel = evidence.title && parcelInWords(evidence.title, telling);
  const sources = listed(evidence.sources.map((source) => sourceInWords(source, telling)));
  const money = stakeInWords(finding);
  const difference = area(finding.differenceArea);
  switch (kind) {
    case 'NOT_REGISTERED':
      return `${parcel}，截至 ${day} 没有任何在效的土地税源。${money}`;
    case 'UNDER_DECLARED':
      return `${parcel}；在效税源 ${evidence.sources.length} 条：${sources}；登记面积比应税与减免税面积之和多 ${difference} ㎡。${money}`;
    case 'OVER_OCCUPIED':
      return `${sources}：应税面积 ${area(finding.taxableArea)} ㎡，占用面积 ${squares(evidence.sources[0]?.occupiedArea)} ㎡，多出 ${difference} ㎡，系申报有误${parcel ? `；${parcel}` : ''}。`;
    case 'WRONG_CLASS':
      return `${parcel}，土地等级${evidence.title?.landClass ?? ''}；${sources}，申报等级${evidence.sources[0]?.landClass ?? ''}；两者不符。${money}`;
    case 'LEASE_NOT_DECLARED': {
      const leases = listed(evidence.leases.map((lease) => leaseInWords(lease, telling)));
      return `${parcel}，集体土地，权利人不是企业；${leases}，合计 ${difference} ㎡；截至 ${day} 没有任何在效的土地税源。${money}`;
    }
    case 'RELIEF_WITHOUT_GROUND':
      return `${sources}，年减免税额 ${money2(evidence.sources[0]?.annualRelief)} 元，有依据的为 ${money2(evidence.relief?.granted)} 元（${evidence.relief?.why ?? ''}），超出 ${money2(finding.taxAtStake)} 元${parcel ? `；${parcel}` : ''}。`;
    case 'NO_TITLE':
      return `${sources}：${withoutTitle(finding, evidence.title, day, telling)}`;
    case 'DUPLICATED_SOURCE':
      return `${parcel}；同一纳税人在此宗地有 ${evidence.sources.length} 条在效税源：${sources}；应税与减免税面积之和超过宗地面积，疑为重复登记。`;
    case 'UNLINKED_HOLDER':
      return `${parcel}：权利人既未关联到企业，也不是自然人或村集体；请自然资源部门先核实权利人证件号，再核对税源。`;
  }
}

function withoutTitle({ unitCode }: LandTaxFinding, ended: Title | undefined, day: string, telling: Telling): string {
  if (unitCode === null) return '没有填写不动产单元代码，无法对应宗地；请税务部门补填。';
  if (ended)
    return `所填不动产单元代码 ${unitCode} 的宗地已不在册：${parcelInWords(ended, telling)}，${ended.ended && ended.ended <= day ? `${ended.ended} 终止` : '尚未取得'}；请核对宗地是否已合并或变更。`;
  return `所填不动产单元代码 ${unitCode} 在截至 ${day} 的宗地清单中没有；请核对代码。`;
}

const ANOTHER = '另一单位';
const PERSON = '自然人';

function parcelInWords({ unitCode, area: mu, source, ...title }: Title, { files, isVisible }: Telling): string {
  const { holder } = title;
  const unnamed = holder && !isVisible(holder.creditCode) ? ANOTHER : mayBePerson(title) ? PERSON : undefined;
  return `宗地 ${unitCode}（权利人 ${unnamed ?? title.holderName}，宗地面积 ${squares(mu)} ㎡，${place(source, 'area', files)}）`;
}

function sourceInWords(
  { sourceId, taxpayer, taxpayerName, taxpayerId, taxableArea, relievedArea, source }: LinkedLandSource,
  { files, isVisible }: Telling,
): string {
  const relieved = relievedArea && relievedArea.sign !== 0 ? `，减免税面积 ${squares(relievedArea)} ㎡` : '';
  const unnamed =
    taxpayer && !isVisible(taxpayer)
      ? ANOTHER
      : mayBePerson({ holder: undefined, holderId: taxpayer ? null : taxpayerId })
        ? PERSON
        : undefined;
  return `税源 ${sourceId}（纳税人 ${unnamed ?? taxpayerName ?? taxpayerId ?? '未填'}，应税面积 ${squares(taxableArea)} ㎡${relieved}，${place(source, 'taxableArea', files)}）`;
}

function leaseInWords({ tenant, area: mu, startDate, source }: Lease, { files, isVisible }: Telling): string {
  return `承租方 ${isVisible(tenant) ? tenant : ANOTHER} 自 ${startDate} 起租用 ${squares(mu)} ㎡（${place(source, 'area', files)}）`;
}

/** The line that the area came from, since it is what is compared. */
function place(source: Source, area: string, files: HandoverNames): string {
  const { handoverId, sheet, line } = lineOf(source, area);
  const file = files.get(handoverId);
  return `${file ? `《${file}》` : `移交 ${handoverId} `}${sheet ? `工作表“${sheet}”` : ''}第 ${line} 行`;
}

function stakeInWords({ taxAtStake, landClass }: LandTaxFinding): string {
  if (taxAtStake) return `涉及年税额 ${money2(taxAtStake)} 元。`;
  return `涉及年税额无法计算：面积未填，或土地等级${landClass ?? '未填'}没有税额标准。`;
}

function listed(items: readonly string[]): string {
  const rest = items.length > MOST_LISTED ? `等 ${items.length} 条` : '';
  return items.slice(0, MOST_LISTED).join('、') + rest;
}

function squares(mu: Rational | undefined): string {
  return area(squareMetres(mu));
}

function area(squareMetresOf: Rational | undefined): string {
  return squareMetresOf?.toString() ?? '未填';
}

function money2(yuan: Rational | undefined): string {
  return yuan?.toFixed(2) ?? '未知';
}
