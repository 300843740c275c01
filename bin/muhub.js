#!/usr/bin/env node
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.js';

await import(pathToFileURL(path.join(await build(), 'main.js')).href);
