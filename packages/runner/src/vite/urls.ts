/** Addresses under which the dev server serves what is ours; all others are the program's files. */
const OUR_PATH = '/__openwx'
export const FRAME_URL = `${OUR_PATH}/program.html`
export const CLIENT_PATH = `${OUR_PATH}/client/`
export const GATEWAY_PATH = `${OUR_PATH}/gateway`
/** The package's files as they are; at their own addresses those that are code are compiled. */
export const PACKAGE_PATH = `${OUR_PATH}/package/`
/** Here, so that it is for the pages below {@link OUR_PATH} only. */
export const SERVICE_WORKER_URL = `${OUR_PATH}/service-worker.js`
