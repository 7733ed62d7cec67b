import gurux.dlms.GXDLMSConnectionEventArgs;
import gurux.dlms.GXDLMSServer2;
import gurux.dlms.GXDateTime;
import gurux.dlms.GXServerReply;
import gurux.dlms.ValueEventArgs;
import gurux.dlms.enums.AccessMode;
import gurux.dlms.enums.Authentication;
import gurux.dlms.enums.DataType;
import gurux.dlms.enums.InterfaceType;
import gurux.dlms.enums.MethodAccessMode;
import gurux.dlms.enums.ObjectType;
import gurux.dlms.enums.SourceDiagnostic;
import gurux.dlms.enums.Unit;
import gurux.dlms.objects.GXDLMSAssociationLogicalName;
import gurux.dlms.objects.GXDLMSClock;
import gurux.dlms.objects.GXDLMSData;
import gurux.dlms.objects.GXDLMSDisconnectControl;
import gurux.dlms.objects.GXDLMSObject;
import gurux.dlms.objects.GXDLMSProfileGeneric;
import gurux.dlms.objects.GXDLMSRegister;
import gurux.dlms.objects.enums.ControlState;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.TimeZone;

/**
 * An electricity meter made of the published server: registers, a clock, a log of 400 days, a switch. Prints its port,
 * then a line for each clock that is set and each method that is called. Arguments: password, first midnight of the log.
 */
public class PublishedMeter extends GXDLMSServer2 {

    private static final int DAYS = 400;
    private static String password;
    private static GXDLMSDisconnectControl supply = new GXDLMSDisconnectControl("0.0.96.3.10.255");

    public static void main(String[] arguments) throws Exception {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        password = arguments[0];
        supply.setOutputState(true);
        supply.setControlState(ControlState.CONNECTED);
        try (ServerSocket door = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            System.out.println("PORT " + door.getLocalPort());
            while (true) {
                try (Socket socket = door.accept()) {
                    PublishedMeter meter = new PublishedMeter();
                    meter.furnish(Instant.parse(arguments[1]));
                    meter.serve(socket);
                } catch (IOException gone) {
                    System.out.println("GONE " + gone.getMessage());
                }
            }
        }
    }

    PublishedMeter() {
        super(new GXDLMSAssociationLogicalName(), InterfaceType.WRAPPER);
    }

    private void furnish(Instant firstDay) throws Exception {
        GXDLMSRegister imported = register("1.0.1.8.0.255", 12345678L, 0, Unit.ACTIVE_ENERGY);
        register("1.0.3.8.0.255", 4321L, 2, Unit.REACTIVE_ENERGY);
        GXDLMSData version = new GXDLMSData("1.0.0.2.0.255");
        version.setValue("4.2.1".getBytes(StandardCharsets.US_ASCII));
        version.setDataType(2, DataType.OCTET_STRING);
        getItems().add(version);
        GXDLMSClock clock = new GXDLMSClock("0.0.1.0.0.255");
        getItems().add(clock);
        getItems().add(supply);
        GXDLMSProfileGeneric log = new GXDLMSProfileGeneric("1.0.98.2.0.255");
        log.setCapturePeriod(86400);
        log.addCaptureObject(clock, 2, 0);
        log.addCaptureObject(imported, 2, 0);
        Object[][] rows = new Object[DAYS][];
        for (int day = 0; day < DAYS; day++) {
            Calendar midnight = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
            midnight.setTime(Date.from(firstDay.plus(day, ChronoUnit.DAYS)));
            rows[day] = new Object[] {new GXDateTime(midnight), 1_000_000L + 7_500L * day};
        }
        log.setBuffer(rows);
        log.setEntriesInUse(DAYS);
        log.setProfileEntries(DAYS);
        getItems().add(log);
        setMaxReceivePDUSize(0xFFFF);
        initialize();
    }

    private GXDLMSRegister register(String name, long value, int power, Unit unit) {
        GXDLMSRegister register = new GXDLMSRegister(name);
        register.setValue(value);
        register.setDataType(2, DataType.UINT32);
        register.setScaler(Math.pow(10, power));
        register.setUnit(unit);
        getItems().add(register);
        return register;
    }

    private void serve(Socket socket) throws Exception {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        OutputStream out = socket.getOutputStream();
        while (true) {
            byte[] header = new byte[8];
            int first = in.read();
            if (first < 0) {
                return;
            }
            header[0] = (byte) first;
            in.readFully(header, 1, 7);
            byte[] frame = new byte[8 + ((header[6] & 0xFF) << 8 | header[7] & 0xFF)];
            System.arraycopy(header, 0, frame, 0, 8);
            in.readFully(frame, 8, frame.length - 8);
            GXServerReply reply = new GXServerReply(frame);
            do {
                handleRequest(reply);
                if (reply.getReply() != null) {
                    out.write(reply.getReply());
                    out.flush();
                }
                reply.setData(null);
            } while (reply.isStreaming());
        }
    }

    @Override
    protected boolean isTarget(int server, int client) {
        return server == 1;
    }

    @Override
    protected SourceDiagnostic onValidateAuthentication(Authentication kind, byte[] secret) {
        boolean right = kind == Authentication.LOW && password.equals(new String(secret, StandardCharsets.US_ASCII));
        return right ? SourceDiagnostic.NONE : SourceDiagnostic.AUTHENTICATION_FAILURE;
    }

    @Override
    protected GXDLMSObject onFindObject(ObjectType type, int shortName, String name) {
        return null;
    }

    @Override
    protected void onPreAction(ValueEventArgs[] calls) {
        for (ValueEventArgs call : calls) {
            if (call.getTarget() == supply) {
                boolean on = call.getIndex() == 2;
                supply.setOutputState(on);
                supply.setControlState(on ? ControlState.CONNECTED : ControlState.DISCONNECTED);
                System.out.println("CALLED " + call.getIndex());
                call.setHandled(true);
            }
        }
    }

    @Override
    protected void onPostWrite(ValueEventArgs[] written) {
        for (ValueEventArgs one : written) {
            if (one.getTarget() instanceof GXDLMSClock clock) {
                Instant set = clock.getTime().getMeterCalendar().toInstant();
                System.out.println("CLOCK " + set.atOffset(ZoneOffset.UTC).toInstant());
            }
        }
    }

    @Override
    protected AccessMode onGetAttributeAccess(ValueEventArgs attribute) {
        return AccessMode.READ_WRITE;
    }

    @Override
    protected MethodAccessMode onGetMethodAccess(ValueEventArgs method) {
        return MethodAccessMode.ACCESS;
    }

    @Override
    public void onPreGet(ValueEventArgs[] values) {}

    @Override
    public void onPostGet(ValueEventArgs[] values) {}

    @Override
    public void onPreRead(ValueEventArgs[] values) {}

    @Override
    public void onPostRead(ValueEventArgs[] values) {}

    @Override
    protected void onPreWrite(ValueEventArgs[] values) {}

    @Override
    protected void onPostAction(ValueEventArgs[] calls) {}

    @Override
    protected void onConnected(GXDLMSConnectionEventArgs connection) {}

    @Override
    protected void onInvalidConnection(GXDLMSConnectionEventArgs connection) {}

    @Override
    protected void onDisconnected(GXDLMSConnectionEventArgs connection) {}
}
