// All that this page says, in one place.
module.exports = {
  intro:
    'What a program keeps outlives it: close the page, open it again, and everything here is still there. No other program sees it.',
  saved: {
    title: 'Saved files',
    note: 'wx.saveFile moves a temp file here; keep a picture on its page.',
    none: 'Nothing is saved yet.',
    open: 'Open',
    info: 'Info',
    remove: 'Remove',
  },
  folder: {
    title: 'The program’s own folder',
    up: 'Up',
    none: 'This folder is empty.',
    remove: 'Remove',
    name: 'Name',
    text: 'Text',
    write: 'Write a file',
    make: 'Make a folder',
    defaultName: 'note.txt',
    defaultText: 'Hello, files',
  },
}
