/** What is wrong with a chain. */
export type FlawKind =
  /** A link's content is not what its hash was made of. */
  | 'EDITED'
  /** A link does not hang on the one before it. */
  | 'UNLINKED'
  /** Links between two others are not there. */
  | 'REMOVED'
  /** A place in the chain is taken more than once. */
  | 'FORKED'
  /** Links at the end are not there. */
  | 'TRUNCATED'
  /** The head names another end than the chain has. */
  | 'HEAD_DIFFERS'
  /** The chain is sound in itself, but not the one that was anchored. */
  | 'REWRITTEN'
  /** After the seal, hashed without the key: whoever made it had the database alone. */
  | 'UNKEYED'
  /** The chain is not the one that was sealed, or the seal is not as it was made. */
  | 'SEAL_DIFFERS'
  /** There is a key, and no seal. */
  | 'UNSEALED';

/** A flaw and where it is. */
export interface Flaw {
  readonly department: string;
  /** The place in the chain from which on it is not to be trusted. */
  readonly sequence: number;
  readonly kind: FlawKind;
  /** 中文, for whoever must look into it. */
  readonly message: string;
}

const WORDS: Record<FlawKind, string> = {
  EDITED: '内容与其哈希不符，记录被改动',
  UNLINKED: '与前一条记录不相接，记录被替换、调换了次序或前一条被改写',
  REMOVED: '记录缺失，被删除',
  FORKED: '同一序号有多条记录，链被分叉',
  TRUNCATED: '链尾记录缺失，被截去',
  HEAD_DIFFERS: '链头登记的末条与实际末条不符，链尾或链头被改动',
  REWRITTEN: '与锚点不符，链被整体改写（重算过哈希）',
  UNKEYED: '在封存之后而没有用链密钥计算，不是中枢所写，是伪造的记录',
  SEAL_DIFFERS: '与封存记录不符，封存前的链或封存记录被改动',
  UNSEALED: '有链密钥而没有封存记录，封存记录被删除（或从未以带密钥的版本运行过中枢）',
};

/** A flaw at a place, with what was found there. */
export function flaw(department: string, sequence: number, kind: FlawKind, found = ''): Flaw {
  return { department, sequence, kind, message: `${department} 第 ${sequence} 条：${WORDS[kind]}${found && `（${found}）`}` };
}
