import { useLocation } from 'wouter';
import { PAGE_ROLES, type PageRoles } from '../page-roles.js';

/** What a page lacks to show anything, and who has it. */
const LACKS: readonly (readonly [PageRoles, string])[] = [
  [PAGE_ROLES.map, '宗地界址'],
  [PAGE_ROLES.ledger, '批而未供、供而未用和低效用地的台账'],
  [PAGE_ROLES.contract, '出让合同'],
  [PAGE_ROLES.landIndicators, '土地利用指标及其目标'],
  [PAGE_ROLES.towns, '各镇街的土地利用指标'],
];

/** An address that is kept, of a page that has no data yet. */
export default function NotYet() {
  const [address] = useLocation();
  const [{ name }, lacks] = LACKS.find(([{ path }]) => address.startsWith(path.split('/:')[0]!)) ?? LACKS[0]!;
  return (
    <>
      <h1>{name}</h1>
      <p>本中枢尚未收取{lacks}：自然资源和规划局报送之后，这里才有内容。</p>
    </>
  );
}
