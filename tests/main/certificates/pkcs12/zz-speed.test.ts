import {test,expect} from 'vitest'; import {createHash} from 'node:crypto';
import {rehashSha256} from '/work/main/src-main/certificates/encryption/rehash-sha256';
import {rehashSha1} from '/work/main/src-main/certificates/encryption/rehash-sha1';
test('x',()=>{ for (const [n,f,l] of [['sha256',rehashSha256,32],['sha1',rehashSha1,20]] as const){
 let a:any=Buffer.alloc(l,7); for(let i=0;i<3;i++)a=createHash(n).update(a).digest(); expect(Buffer.from(f(Buffer.alloc(l,7),3))).toEqual(a);
 for(let k=0;k<3;k++){const s=performance.now(); f(Buffer.alloc(l,7),600000); console.log(n,'600k',performance.now()-s);} } });
