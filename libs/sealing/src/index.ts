export { opened, sealed } from './box.js';
