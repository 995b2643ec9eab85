export { DEMO_APPROVER, DEMO_CABINET, DEMO_PROGRAM, demoSettings, newSigningKey, startDemoIssuer } from './demo-issuer.js';
