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
    title: 'Pictures',
    families: [
      {
        id: 'image',
        title: 'Images',
        what: 'Choose, preview, compress',
        calls: ['chooseMedia', 'previewImage', 'compressImage', 'getImageInfo'],
        page: '/pages/picture/picture',
      },
    ],
  },
  {
    title: 'Sound',
    families: [
      {
        id: 'record',
        title: 'Recording',
        what: 'From the microphone',
        calls: ['getRecorderManager', 'startRecord', 'getFileSystemManager'],
        page: '/pages/record/record',
      },
      {
        id: 'music',
        title: 'Background music',
        what: 'A playlist that plays on',
        calls: ['getBackgroundAudioManager'],
        page: '/pages/music/music',
      },
      {
        id: 'sounds',
        title: 'Inner audio',
        what: 'Several sounds at once',
        calls: ['createInnerAudioContext'],
        page: '/pages/sounds/sounds',
      },
      {
        id: 'stream',
        title: 'Streams',
        what: 'HLS, on demand and live',
        calls: ['createInnerAudioContext'],
        page: '/pages/stream/stream',
      },
      {
        id: 'voice',
        title: 'Voice messages',
        what: 'Hold to talk, tap to listen',
        calls: ['startRecord', 'stopRecord', 'playVoice', 'pauseVoice', 'stopVoice'],
        page: '/pages/voice/voice',
      },
      {
        id: 'background',
        title: 'Background audio',
        what: 'Before its manager',
        calls: ['playBackgroundAudio', 'getBackgroundAudioPlayerState'],
        page: '/pages/background/background',
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
