-- ENUM and SET are their labels: also with commas, quotes, other character sets, more than 255 of them; an invalid value is the
-- empty string, as an empty member is.
-- given
set sql_mode = '';
create table labels (id int primary key, e enum('a','b,c','it''s','ü€',''), many enum('m0','m1','m2','m3','m4','m5','m6','m7','m8','m9','m10','m11','m12','m13','m14','m15','m16','m17','m18','m19','m20','m21','m22','m23','m24','m25','m26','m27','m28','m29','m30','m31','m32','m33','m34','m35','m36','m37','m38','m39','m40','m41','m42','m43','m44','m45','m46','m47','m48','m49','m50','m51','m52','m53','m54','m55','m56','m57','m58','m59','m60','m61','m62','m63','m64','m65','m66','m67','m68','m69','m70','m71','m72','m73','m74','m75','m76','m77','m78','m79','m80','m81','m82','m83','m84','m85','m86','m87','m88','m89','m90','m91','m92','m93','m94','m95','m96','m97','m98','m99','m100','m101','m102','m103','m104','m105','m106','m107','m108','m109','m110','m111','m112','m113','m114','m115','m116','m117','m118','m119','m120','m121','m122','m123','m124','m125','m126','m127','m128','m129','m130','m131','m132','m133','m134','m135','m136','m137','m138','m139','m140','m141','m142','m143','m144','m145','m146','m147','m148','m149','m150','m151','m152','m153','m154','m155','m156','m157','m158','m159','m160','m161','m162','m163','m164','m165','m166','m167','m168','m169','m170','m171','m172','m173','m174','m175','m176','m177','m178','m179','m180','m181','m182','m183','m184','m185','m186','m187','m188','m189','m190','m191','m192','m193','m194','m195','m196','m197','m198','m199','m200','m201','m202','m203','m204','m205','m206','m207','m208','m209','m210','m211','m212','m213','m214','m215','m216','m217','m218','m219','m220','m221','m222','m223','m224','m225','m226','m227','m228','m229','m230','m231','m232','m233','m234','m235','m236','m237','m238','m239','m240','m241','m242','m243','m244','m245','m246','m247','m248','m249','m250','m251','m252','m253','m254','m255','m256','m257','m258','m259','m260','m261','m262','m263','m264','m265','m266','m267','m268','m269','m270','m271','m272','m273','m274','m275','m276','m277','m278','m279','m280','m281','m282','m283','m284','m285','m286','m287','m288','m289','m290','m291','m292','m293','m294','m295','m296','m297','m298','m299'),
    s set('x','y','z ü'), most set('s0','s1','s2','s3','s4','s5','s6','s7','s8','s9','s10','s11','s12','s13','s14','s15','s16','s17','s18','s19','s20','s21','s22','s23','s24','s25','s26','s27','s28','s29','s30','s31','s32','s33','s34','s35','s36','s37','s38','s39','s40','s41','s42','s43','s44','s45','s46','s47','s48','s49','s50','s51','s52','s53','s54','s55','s56','s57','s58','s59','s60','s61','s62','s63'), latin enum('grün','rot') character set latin1,
    sj enum('back\\slash','日本') character set sjis, ninth set('1','2','3','4','5','6','7','8','9') character set utf16, raw enum('z','ab') character set binary);
insert into labels values
    (1, 'b,c', 'm0', 'x,z ü', 's0,s63', 'grün', '日本', '1,9', 'z'),
    (2, 'invalid', 'm255', '', '', 2, 1, '', 'ab'),
    (3, '', 'm256', 'y,bogus', 's31,s32', '', '', 511, 2),
    (4, 'ü€', 'm299', 'y,x,y', 18446744073709551615, 'rot', '日本', '9,8', 'z'),
    (5, 'it''s', 300, 7, 1, null, null, null, null),
    (6, null, null, null, null, null, null, null, null),
    (7, 1, 'm254', 0, 0, 'ROT', 'BACK\\SLASH', 0, 'z');
-- then rows
"1" {"id":1,"e":"b,c","many":"m0","s":"x,z ü","most":"s0,s63","latin":"grün","sj":"日本","ninth":"1,9","raw":"z"}
"2" {"id":2,"e":"","many":"m255","s":"","most":"","latin":"rot","sj":"back\\slash","ninth":"","raw":"ab"}
"3" {"id":3,"e":"","many":"m256","s":"y","most":"s31,s32","latin":"","sj":"","ninth":"1,2,3,4,5,6,7,8,9","raw":"ab"}
"4" {"id":4,"e":"ü€","many":"m299","s":"x,y","most":"s0,s1,s2,s3,s4,s5,s6,s7,s8,s9,s10,s11,s12,s13,s14,s15,s16,s17,s18,s19,s20,s21,s22,s23,s24,s25,s26,s27,s28,s29,s30,s31,s32,s33,s34,s35,s36,s37,s38,s39,s40,s41,s42,s43,s44,s45,s46,s47,s48,s49,s50,s51,s52,s53,s54,s55,s56,s57,s58,s59,s60,s61,s62,s63","latin":"rot","sj":"日本","ninth":"8,9","raw":"z"}
"5" {"id":5,"e":"it's","many":"m299","s":"x,y,z ü","most":"s0","latin":null,"sj":null,"ninth":null,"raw":null}
"6" {"id":6,"e":null,"many":null,"s":null,"most":null,"latin":null,"sj":null,"ninth":null,"raw":null}
"7" {"id":7,"e":"a","many":"m254","s":"","most":"","latin":"rot","sj":"back\\slash","ninth":"","raw":"z"}
-- when
set sql_mode = '';
update labels set e = 'nothing', s = 'z ü,x', many = 'm257' where id = 7;
delete from labels where id = 2;
-- then changes
update "7" {"id":7,"e":"","many":"m257","s":"x,z ü","most":"","latin":"rot","sj":"back\\slash","ninth":"","raw":"z"}
delete "2" {"id":2,"e":"","many":"m255","s":"","most":"","latin":"rot","sj":"back\\slash","ninth":"","raw":"ab"}
