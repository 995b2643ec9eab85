import { jest } from '@jest/globals';

// Jest takes a timeout for all projects or for none; this one is for those that start and crash databases.
jest.setTimeout(120_000);
