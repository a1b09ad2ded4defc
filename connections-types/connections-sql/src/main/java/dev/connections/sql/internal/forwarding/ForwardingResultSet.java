package dev.connections.sql.internal.forwarding;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;

/**
 * Passes on what reads columns of the present row to another result set, which {@link #delegate()}
 * may be unable to give. All else is in {@code GuardedResultSet}.
 */
abstract class ForwardingResultSet implements ResultSet {

  /** The result set to use, for one call. */
  protected abstract ResultSet delegate() throws SQLException;

  /** What the other one calls a column. */
  protected String label(String columnLabel) {
    return columnLabel;
  }

  @Override
  public boolean wasNull() throws SQLException {
    return delegate().wasNull();
  }

  @Override
  public String getString(int columnIndex) throws SQLException {
    return delegate().getString(columnIndex);
  }

  @Override
  public boolean getBoolean(int columnIndex) throws SQLException {
    return delegate().getBoolean(columnIndex);
  }

  @Override
  public byte getByte(int columnIndex) throws SQLException {
    return delegate().getByte(columnIndex);
  }

  @Override
  public short getShort(int columnIndex) throws SQLException {
    return delegate().getShort(columnIndex);
  }

  @Override
  public int getInt(int columnIndex) throws SQLException {
    return delegate().getInt(columnIndex);
  }

  @Override
  public long getLong(int columnIndex) throws SQLException {
    return delegate().getLong(columnIndex);
  }

  @Override
  public float getFloat(int columnIndex) throws SQLException {
    return delegate().getFloat(columnIndex);
  }

  @Override
  public double getDouble(int columnIndex) throws SQLException {
    return delegate().getDouble(columnIndex);
  }

  @Override
  @Deprecated
  public BigDecimal getBigDecimal(int columnIndex, int scale) throws SQLException {
    return delegate().getBigDecimal(columnIndex, scale);
  }

  @Override
  public byte[] getBytes(int columnIndex) throws SQLException {
    return delegate().getBytes(columnIndex);
  }

  @Override
  public Date getDate(int columnIndex) throws SQLException {
    return delegate().getDate(columnIndex);
  }

  @Override
  public Time getTime(int columnIndex) throws SQLException {
    return delegate().getTime(columnIndex);
  }

  @Override
  public Timestamp getTimestamp(int columnIndex) throws SQLException {
    return delegate().getTimestamp(columnIndex);
  }

  @Override
  public InputStream getAsciiStream(int columnIndex) throws SQLException {
    return delegate().getAsciiStream(columnIndex);
  }

  @Override
  @Deprecated
  public InputStream getUnicodeStream(int columnIndex) throws SQLException {
    return delegate().getUnicodeStream(columnIndex);
  }

  @Override
  public InputStream getBinaryStream(int columnIndex) throws SQLException {
    return delegate().getBinaryStream(columnIndex);
  }

  @Override
  public String getString(String columnLabel) throws SQLException {
    return delegate().getString(label(columnLabel));
  }

  @Override
  public boolean getBoolean(String columnLabel) throws SQLException {
    return delegate().getBoolean(label(columnLabel));
  }

  @Override
  public byte getByte(String columnLabel) throws SQLException {
    return delegate().getByte(label(columnLabel));
  }

  @Override
  public short getShort(String columnLabel) throws SQLException {
    return delegate().getShort(label(columnLabel));
  }

  @Override
  public int getInt(String columnLabel) throws SQLException {
    return delegate().getInt(label(columnLabel));
  }

  @Override
  public long getLong(String columnLabel) throws SQLException {
    return delegate().getLong(label(columnLabel));
  }

  @Override
  public float getFloat(String columnLabel) throws SQLException {
    return delegate().getFloat(label(columnLabel));
  }

  @Override
  public double getDouble(String columnLabel) throws SQLException {
    return delegate().getDouble(label(columnLabel));
  }

  @Override
  @Deprecated
  public BigDecimal getBigDecimal(String columnLabel, int scale) throws SQLException {
    return delegate().getBigDecimal(label(columnLabel), scale);
  }

  @Override
  public byte[] getBytes(String columnLabel) throws SQLException {
    return delegate().getBytes(label(columnLabel));
  }

  @Override
  public Date getDate(String columnLabel) throws SQLException {
    return delegate().getDate(label(columnLabel));
  }

  @Override
  public Time getTime(String columnLabel) throws SQLException {
    return delegate().getTime(label(columnLabel));
  }

  @Override
  public Timestamp getTimestamp(String columnLabel) throws SQLException {
    return delegate().getTimestamp(label(columnLabel));
  }

  @Override
  public InputStream getAsciiStream(String columnLabel) throws SQLException {
    return delegate().getAsciiStream(label(columnLabel));
  }

  @Override
  @Deprecated
  public InputStream getUnicodeStream(String columnLabel) throws SQLException {
    return delegate().getUnicodeStream(label(columnLabel));
  }

  @Override
  public InputStream getBinaryStream(String columnLabel) throws SQLException {
    return delegate().getBinaryStream(label(columnLabel));
  }

  @Override
  public Reader getCharacterStream(int columnIndex) throws SQLException {
    return delegate().getCharacterStream(columnIndex);
  }

  @Override
  public Reader getCharacterStream(String columnLabel) throws SQLException {
    return delegate().getCharacterStream(label(columnLabel));
  }

  @Override
  public BigDecimal getBigDecimal(int columnIndex) throws SQLException {
    return delegate().getBigDecimal(columnIndex);
  }

  @Override
  public BigDecimal getBigDecimal(String columnLabel) throws SQLException {
    return delegate().getBigDecimal(label(columnLabel));
  }

  @Override
  public Ref getRef(int columnIndex) throws SQLException {
    return delegate().getRef(columnIndex);
  }

  @Override
  public Blob getBlob(int columnIndex) throws SQLException {
    return delegate().getBlob(columnIndex);
  }

  @Override
  public Clob getClob(int columnIndex) throws SQLException {
    return delegate().getClob(columnIndex);
  }

  @Override
  public Ref getRef(String columnLabel) throws SQLException {
    return delegate().getRef(label(columnLabel));
  }

  @Override
  public Blob getBlob(String columnLabel) throws SQLException {
    return delegate().getBlob(label(columnLabel));
  }

  @Override
  public Clob getClob(String columnLabel) throws SQLException {
    return delegate().getClob(label(columnLabel));
  }

  @Override
  public Date getDate(int columnIndex, Calendar cal) throws SQLException {
    return delegate().getDate(columnIndex, cal);
  }

  @Override
  public Date getDate(String columnLabel, Calendar cal) throws SQLException {
    return delegate().getDate(label(columnLabel), cal);
  }

  @Override
  public Time getTime(int columnIndex, Calendar cal) throws SQLException {
    return delegate().getTime(columnIndex, cal);
  }

  @Override
  public Time getTime(String columnLabel, Calendar cal) throws SQLException {
    return delegate().getTime(label(columnLabel), cal);
  }

  @Override
  public Timestamp getTimestamp(int columnIndex, Calendar cal) throws SQLException {
    return delegate().getTimestamp(columnIndex, cal);
  }

  @Override
  public Timestamp getTimestamp(String columnLabel, Calendar cal) throws SQLException {
    return delegate().getTimestamp(label(columnLabel), cal);
  }

  @Override
  public URL getURL(int columnIndex) throws SQLException {
    return delegate().getURL(columnIndex);
  }

  @Override
  public URL getURL(String columnLabel) throws SQLException {
    return delegate().getURL(label(columnLabel));
  }

  @Override
  public RowId getRowId(int columnIndex) throws SQLException {
    return delegate().getRowId(columnIndex);
  }

  @Override
  public RowId getRowId(String columnLabel) throws SQLException {
    return delegate().getRowId(label(columnLabel));
  }

  @Override
  public NClob getNClob(int columnIndex) throws SQLException {
    return delegate().getNClob(columnIndex);
  }

  @Override
  public NClob getNClob(String columnLabel) throws SQLException {
    return delegate().getNClob(label(columnLabel));
  }

  @Override
  public SQLXML getSQLXML(int columnIndex) throws SQLException {
    return delegate().getSQLXML(columnIndex);
  }

  @Override
  public SQLXML getSQLXML(String columnLabel) throws SQLException {
    return delegate().getSQLXML(label(columnLabel));
  }

  @Override
  public String getNString(int columnIndex) throws SQLException {
    return delegate().getNString(columnIndex);
  }

  @Override
  public String getNString(String columnLabel) throws SQLException {
    return delegate().getNString(label(columnLabel));
  }

  @Override
  public Reader getNCharacterStream(int columnIndex) throws SQLException {
    return delegate().getNCharacterStream(columnIndex);
  }

  @Override
  public Reader getNCharacterStream(String columnLabel) throws SQLException {
    return delegate().getNCharacterStream(label(columnLabel));
  }
}
