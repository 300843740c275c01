import { runCommandLine } from './cli/program.js';
import { thisProcess } from './cli/this-process.js';

process.exitCode = await runCommandLine(process.argv.slice(2), thisProcess());
