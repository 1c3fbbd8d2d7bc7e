import { documentTypes } from '../../codec/document.js'
import type { ApiSchema, SchemaEntries } from '../../call/definition.js'

const callbacks = { success: '1.0.0', fail: '1.0.0', complete: '1.0.0' }
const schema = (object: SchemaEntries, success: SchemaEntries = {}): ApiSchema => ({
  object: { ...object, ...callbacks },
  success: { ...success, errMsg: '1.0.0' },
})
/** Members of the manager that came with it, each with its `Sync` form. */
const firstMembers = [
  'access',
  'copyFile',
  'mkdir',
  'readFile',
  'readdir',
  'rename',
  'rmdir',
  'saveFile',
  'stat',
  'unlink',
  'writeFile',
]

/** First base library of what the functions of files take and give, for `wx.canIUse`. */
export const fileSchemas: Readonly<Record<string, ApiSchema>> = {
  saveFile: schema({ tempFilePath: '1.0.0' }, { savedFilePath: '1.0.0' }),
  getSavedFileList: schema(
    {},
    {
      fileList: {
        since: '1.0.0',
        fields: { filePath: '1.0.0', createTime: '1.0.0', size: '1.0.0' },
      },
    },
  ),
  getSavedFileInfo: schema({ filePath: '1.0.0' }, { size: '1.0.0', createTime: '1.0.0' }),
  removeSavedFile: schema({ filePath: '1.0.0' }),
  getFileInfo: schema(
    { filePath: '1.4.0', digestAlgorithm: { since: '1.4.0', values: ['md5', 'sha1'] } },
    { size: '1.4.0', digest: '1.4.0' },
  ),
  openDocument: schema({
    filePath: '1.0.0',
    fileType: { since: '1.4.0', values: documentTypes },
    showMenu: '2.11.0',
  }),
  getFileSystemManager: {
    return: {
      ...Object.fromEntries(
        firstMembers.flatMap((name) => [
          [name, '1.9.9'],
          [`${name}Sync`, '1.9.9'],
        ]),
      ),
      getFileInfo: '1.9.9',
      getSavedFileList: '1.9.9',
      removeSavedFile: '1.9.9',
      appendFile: '2.1.0',
      appendFileSync: '2.1.0',
      truncate: '2.16.1',
      truncateSync: '2.16.1',
    },
    returnName: 'FileSystemManager',
  },
}
