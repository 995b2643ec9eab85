export { DEMO_APPROVER, DEMO_PROGRAM, demoSettings, newSigningKey, startDemoIssuer } from './demo-issuer.js';
