export const how = {
  sealed:
    'Your browser seals everything before it leaves this device. The key is the part of the link after the # sign, which browsers never send to the server. The server keeps the sealed content until a set date, gives it out once, then erases it.',
  answer:
    'This link holds no key: it only says for whom to seal. Your browser seals everything before it leaves this device. The server keeps only sealed content, gives it out once, then erases it.',
  request:
    'The link that the merchant receives holds no key: it only says for whom to seal. The merchant’s browser seals everything before it is sent. The server keeps only sealed content, gives it out once, then erases it. What opens it stays with whoever asked.',
  instead:
    'If you prefer not to trust a web page with your passwords, the command line program does the same.',
};
