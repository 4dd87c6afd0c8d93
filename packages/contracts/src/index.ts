export * from './client.js';
export * from './openapi.js';
export * from './operations.js';
export * from './permissions.js';
export * from './problem.js';
export * from './schemas/commands.js';
export * from './schemas/common.js';
export * from './schemas/records.js';
