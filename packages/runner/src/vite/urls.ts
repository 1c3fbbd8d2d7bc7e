/** Addresses under which the dev server serves what is ours; all others are the program's files. */
const OUR_PATH = '/__openwx'
export const FRAME_URL = `${OUR_PATH}/program.html`
export const CLIENT_PATH = `${OUR_PATH}/client/`
export const GATEWAY_PATH = `${OUR_PATH}/gateway`
