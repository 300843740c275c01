import type { DepartmentId } from '../../grading/fact.js';
import type { Resolvers } from '../__generated__/resolvers.js';
import { departmentNamed } from './department-names.js';

const MEGABYTE = 1024 * 1024;

/** schema/operations.graphql */
export const operationsResolvers: Resolvers = {
  Query: {
    operations: () => ({}),
  },
  Operations: {
    node: () => process.version,
    database: (_, __, { hub }) => hub.operations.database(),
    startedAt: () => new Date(Date.now() - process.uptime() * 1000),
    memory: () => Math.round(process.memoryUsage.rss() / MEGABYTE),
    dataVersion: (_, __, { currentVersion }) => String(currentVersion),
    secondWall: (_, __, { hub }) => hub.secondWall.up,
    appendOnly: (_, __, { hub }) => hub.auditRights.appendOnly,
    sources: async (_, __, { hub }) => [...(await hub.ready())],
    datasets: async (_, __, { hub }) => [...(await hub.operations.datasets())],
    chains: async (_, __, { hub }) => [...(await hub.operations.chains())],
    verification: async (_, __, { hub }) => [...(await hub.operations.verify())],
  },
  SourceState: { department: ({ department }) => departmentNamed(department) },
  DatasetState: {
    department: ({ department }) => departmentNamed(department),
    version: ({ version }) => (version === null ? null : String(version)),
  },
  AuditChain: {
    department: ({ department }) => departmentNamed(department),
    sequence: ({ sequence }) => String(sequence),
  },
  ChainVerification: {
    department: ({ department }) => departmentNamed(department as DepartmentId),
    flaws: ({ flaws }) => flaws.map(({ message }) => message),
  },
};
