// The families of calls. `page` is there once the tour has one; `calls` must all be there to run it.
module.exports = [
  {
    title: 'Network',
    families: [
      {
        id: 'request',
        title: 'Request',
        what: 'Methods, headers, abort',
        calls: ['request'],
        page: '/pages/request/request',
      },
      {
        id: 'upload',
        title: 'Upload',
        what: 'A file, with progress',
        calls: ['uploadFile'],
        page: '/pages/upload/upload',
      },
      {
        id: 'download',
        title: 'Download',
        what: 'A file to keep',
        calls: ['downloadFile'],
        page: '/pages/download/download',
      },
      {
        id: 'socket',
        title: 'WebSocket',
        what: 'Open, send, receive, close',
        calls: ['connectSocket'],
        page: '/pages/socket/socket',
      },
    ],
  },
  {
    title: 'Media',
    families: [
      {
        id: 'image',
        title: 'Images',
        what: 'Choose, preview, compress',
        calls: ['chooseMedia', 'previewImage', 'compressImage', 'getImageInfo'],
        page: '/pages/picture/picture',
      },
      {
        id: 'record',
        title: 'Recording',
        what: 'From the microphone',
        calls: ['getRecorderManager', 'startRecord', 'getFileSystemManager'],
        page: '/pages/record/record',
      },
      {
        id: 'audio',
        title: 'Audio',
        what: 'In the page and behind it',
        calls: ['createInnerAudioContext', 'getBackgroundAudioManager'],
      },
    ],
  },
  {
    title: 'Device',
    families: [
      {
        id: 'file',
        title: 'Files',
        what: 'Read, write, keep and remove',
        calls: ['getFileSystemManager', 'saveFile'],
        page: '/pages/file/file',
      },
      {
        id: 'permission',
        title: 'Permissions',
        what: 'Ask, and change your mind',
        calls: ['authorize', 'getSetting', 'openSetting'],
        page: '/pages/permission/permission',
      },
    ],
  },
]
