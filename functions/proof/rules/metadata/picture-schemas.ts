import { types, type XmpStructure } from "./xmp-types.ts";

/*
 * The schemas for sound, film and pictures of the XMP Specification (September 2005, chapter 4), to which ISO 19005-3,
 * 6.6.2.3.1 refers. `=a|b` is a closed choice; `seq=1 2|1 3` a sequence that is one of those.
 */

/** `xmpDM`. */
export const mediaTypes = types(`projectRef: projectlink, videoFrameRate: text, videoFrameSize: dimensions,
  videoPixelAspectRatio: rational, videoPixelDepth: =8Int|16Int|32Int|32Float, videoColorSpace: =sRGB|CCIR-601|CCIR-709,
  videoAlphaMode: =straight|pre-multiplied, videoAlphaPremultipleColor: colorant, videoAlphaUnityIsTransparent: boolean,
  videoCompressor: text, videoFieldOrder: =Upper|Lower|Progressive,
  pullDown: =WSSWW|SSWWW|SWWWS|WWWSS|WWSSW|WSSWW_24p|SSWWW_24p|SWWWS_24p|WWWSS_24p|WWSSW_24p, audioSampleRate: integer,
  audioSampleType: =8Int|16Int|32Int|32Float, audioChannelType: =Mono|Stereo|5.1|7.1, audioCompressor: text,
  speakerPlacement: text, fileDataRate: rational, tapeName: text, altTapeName: text, startTimecode: timecode,
  altTimecode: timecode, duration: time, scene: text, shotName: text, shotDate: date, shotLocation: text, logComment: text,
  markers: seq marker, contributedMedia: bag media, absPeakAudioFilePath: uri, relativePeakAudioFilePath: uri,
  videoModDate: date, audioModDate: date, metadataModDate: date, artist: text, album: text, trackNumber: integer,
  genre: text, copyright: text, releaseDate: date, composer: text, engineer: text, tempo: real, instrument: text,
  introTime: time, outCue: time, relativeTimestamp: time, loop: boolean, numberOfBeats: real,
  key: =C|C#|D|D#|E|F|F#|G|G#|A|A#|B, stretchMode: =Fixed length|Time-Scale|Resample|Beat Splice|Hybrid,
  timeScaleParams: timescalestretch, resampleParams: resamplestretch, beatSpliceParams: beatsplicestretch,
  timeSignature: =2/4|3/4|4/4|5/4|7/4|6/8|9/8|12/8|other, scaleType: =Major|Minor|Both|Neither`);

/** `crs`. */
export const cameraRawTypes = types(`AutoBrightness: boolean, AutoContrast: boolean, AutoExposure: boolean,
  AutoShadows: boolean, BlueHue: integer, BlueSaturation: integer, Brightness: integer, CameraProfile: text,
  ChromaticAberrationB: integer, ChromaticAberrationR: integer, ColorNoiseReduction: integer, Contrast: integer,
  CropTop: real, CropLeft: real, CropBottom: real, CropRight: real, CropAngle: real, CropWidth: real, CropHeight: real,
  CropUnits: integer, Exposure: real, GreenHue: integer, GreenSaturation: integer, HasCrop: boolean, HasSettings: boolean,
  LuminanceSmoothing: integer, RawFileName: text, RedHue: integer, RedSaturation: integer, Saturation: integer,
  Shadows: integer, ShadowTint: integer, Sharpness: integer, Temperature: integer, Tint: integer, ToneCurve: seq point,
  ToneCurveName: text, Version: text, VignetteAmount: integer, VignetteMidpoint: integer,
  WhiteBalance: =As Shot|Auto|Daylight|Cloudy|Shade|Tungsten|Fluorescent|Flash|Custom`);

/** `tiff`. */
export const tiffTypes =
  types(`ImageWidth: integer, ImageLength: integer, BitsPerSample: seq integer, Compression: =1|6,
  PhotometricInterpretation: =2|6, Orientation: =1|2|3|4|5|6|7|8, SamplesPerPixel: integer, PlanarConfiguration: =1|2,
  YCbCrSubSampling: seq=2 1|2 2, YCbCrPositioning: =1|2, XResolution: rational, YResolution: rational,
  ResolutionUnit: =2|3, TransferFunction: seq integer, WhitePoint: seq rational, PrimaryChromaticities: seq rational,
  YCbCrCoefficients: seq rational, ReferenceBlackWhite: seq rational, DateTime: date, ImageDescription: lang alt,
  Make: propername, Model: propername, Software: agentname, Artist: propername, Copyright: lang alt`);

/** `exif`. */
export const exifTypes = types(`ExifVersion: text, FlashpixVersion: text, ColorSpace: =1|65535,
  ComponentsConfiguration: seq=4 5 6 0|1 2 3 0, CompressedBitsPerPixel: rational, PixelXDimension: integer,
  PixelYDimension: integer, UserComment: lang alt, RelatedSoundFile: text, DateTimeOriginal: date, DateTimeDigitized: date,
  ExposureTime: rational, FNumber: rational, ExposureProgram: =0|1|2|3|4|5|6|7|8, SpectralSensitivity: text,
  ISOSpeedRatings: seq integer, OECF: oecf, ShutterSpeedValue: rational, ApertureValue: rational,
  BrightnessValue: rational, ExposureBiasValue: rational, MaxApertureValue: rational, SubjectDistance: rational,
  MeteringMode: =0|1|2|3|4|5|6|255, LightSource: =0|1|2|3|4|9|10|11|12|13|14|15|17|18|19|20|21|22|23|24|255, Flash: flash,
  FocalLength: rational, SubjectArea: seq integer, FlashEnergy: rational, SpatialFrequencyResponse: oecf,
  FocalPlaneXResolution: rational, FocalPlaneYResolution: rational, FocalPlaneResolutionUnit: =2|3,
  SubjectLocation: seq integer, ExposureIndex: rational, SensingMethod: =1|2|3|4|5|6|7|8, FileSource: =3, SceneType: =1,
  CFAPattern: cfapattern, CustomRendered: =0|1, ExposureMode: =0|1|2, WhiteBalance: =0|1, DigitalZoomRatio: rational,
  FocalLengthIn35mmFilm: integer, SceneCaptureType: =0|1|2|3, GainControl: =0|1|2|3|4, Contrast: =0|1|2,
  Saturation: =0|1|2, Sharpness: =0|1|2, DeviceSettingDescription: devicesettings, SubjectDistanceRange: =0|1|2|3,
  ImageUniqueID: text, GPSVersionID: text, GPSLatitude: gpscoordinate, GPSLongitude: gpscoordinate, GPSAltitudeRef: =0|1,
  GPSAltitude: rational, GPSTimeStamp: date, GPSSatellites: text, GPSStatus: =A|V, GPSMeasureMode: text, GPSDOP: rational,
  GPSSpeedRef: =K|M|N, GPSSpeed: rational, GPSTrackRef: =T|M, GPSTrack: rational, GPSImgDirectionRef: =T|M,
  GPSImgDirection: rational, GPSMapDatum: text, GPSDestLatitude: gpscoordinate, GPSDestLongitude: gpscoordinate,
  GPSDestBearingRef: =T|M, GPSDestBearing: rational, GPSDestDistanceRef: =K|M|N, GPSDestDistance: rational,
  GPSProcessingMethod: text, GPSAreaInformation: text, GPSDifferential: =0|1`);

const media = "http://ns.adobe.com/xmp/1.0/DynamicMedia/";
const exif = "http://ns.adobe.com/exif/1.0/";

/** The structures among these types. */
export const pictureStructures: readonly (readonly [string, XmpStructure])[] = [
  ["projectlink", { namespace: media, fields: types("type: =movie|still|audio|custom, path: uri") }],
  ["time", { namespace: media, fields: types("value: integer, scale: rational") }],
  [
    "timecode",
    {
      namespace: media,
      fields: types(`timeValue: text,
    timeFormat: =24Timecode|25Timecode|2997DropTimecode|2997NonDropTimecode|30Timecode|50Timecode|5994DropTimecode|5994NonDropTimecode|60Timecode|23976Timecode`),
    },
  ],
  [
    "marker",
    {
      namespace: media,
      fields: types(`startTime: time, duration: time, comment: text, name: text, location: uri,
    target: text, type: =Chapter|Cue|Beat|Track|Index`),
    },
  ],
  [
    "media",
    {
      namespace: media,
      fields: types("path: uri, track: text, startTime: time, duration: time, managed: boolean, webStatement: uri"),
    },
  ],
  [
    "timescalestretch",
    { namespace: media, fields: types("quality: =High|Medium|Low, frameSize: real, frameOverlappingPercentage: real") },
  ],
  ["resamplestretch", { namespace: media, fields: types("quality: =High|Medium|Low") }],
  [
    "beatsplicestretch",
    { namespace: media, fields: types("useFileBeatsMarker: boolean, riseInDecibel: real, riseInTimeDuration: time") },
  ],
  [
    "flash",
    {
      namespace: exif,
      fields: types("Fired: boolean, Return: =0|2|3, Mode: =0|1|2|3, Function: boolean, RedEyeMode: boolean"),
    },
  ],
  [
    "oecf",
    { namespace: exif, fields: types("Columns: integer, Rows: integer, Names: seq text, Values: seq rational") },
  ],
  ["cfapattern", { namespace: exif, fields: types("Columns: integer, Rows: integer, Values: seq integer") }],
  ["devicesettings", { namespace: exif, fields: types("Columns: integer, Rows: integer, Settings: seq text") }],
];
