#!/usr/bin/env node
import { build } from './build.js';

await build();
await import('../dist/main.js');
